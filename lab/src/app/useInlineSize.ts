/** The width in pixels that an element has now, so that figures are drawn for it and keep the size of their letters. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";

export function useInlineSize<Place extends Element>(otherwise: number) {
  const place = useRef<Place>(null);
  const [size, setSize] = useState(otherwise);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      // An element that is not shown just now has no width.
      if (contentRect.width > 0) setSize(Math.round(contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, size] as const;
}

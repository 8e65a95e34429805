/** Whether an element is on the screen or about to be scrolled there. */

import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** Pixels around the screen that count as on it. */
const margin = "200px";

export function useInSight(place: RefObject<Element>): boolean {
  const [inSight, setInSight] = useState(true);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver((entries) => setInSight(entries[entries.length - 1].isIntersecting), {
      rootMargin: margin,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return inSight;
}

/** Each page is a part of the program of its own, loaded when it is first shown. */

import type { ComponentType } from "preact";
import type { Page } from "./address.ts";

export const pageParts: Record<Page, () => Promise<ComponentType>> = {
  race: () => import("../race/RacePage.tsx").then((part) => part.RacePage),
  function: () => import("../function/FunctionPage.tsx").then((part) => part.FunctionPage),
};

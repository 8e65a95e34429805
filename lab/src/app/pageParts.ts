/** Each page is a part of the program of its own, loaded when it is first shown. */

import type { ComponentType } from "preact";
import type { Page } from "./address.ts";

export const pageParts: Record<Page, () => Promise<ComponentType>> = {
  start: () => import("../start/StartPage.tsx").then((part) => part.StartPage),
  race: () => import("../race/RacePage.tsx").then((part) => part.RacePage),
  learn: () => import("../learn/LearnPage.tsx").then((part) => part.LearnPage),
  data: () => import("../data/DataPage.tsx").then((part) => part.DataPage),
  function: () => import("../function/FunctionPage.tsx").then((part) => part.FunctionPage),
  open: () => import("../open/OpenPage.tsx").then((part) => part.OpenPage),
};

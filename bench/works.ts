/** All works, in the order in which they are measured. */
import type { Work } from "./task.ts";
import { work as a } from "./works/a.ts";
import { work as b } from "./works/b.ts";
import { work as c } from "./works/c.ts";
import { work as d } from "./works/d.ts";
import { work as e } from "./works/e.ts";
import { work as f } from "./works/f.ts";
import { work as g } from "./works/g.ts";
import { work as memory } from "./works/memory.ts";
import { work as optimizers } from "./works/optimizers.ts";
import { work as size } from "./works/size.ts";
import { work as start } from "./works/start.ts";

export const works: readonly Work[] = [a, b, c, d, e, f, g, start, size, memory, optimizers];

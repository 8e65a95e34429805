/** From the text of `--model`, `--loss` and `--optimizer` to the engine's values. The menus are the engine's exports. */
import { nearestNames } from "@nabla/tables";
import * as losses from "nabla/losses";
import { linear, mlp } from "nabla/models";
import * as optimizers from "nabla/optimizers";
import { CommandError } from "./errors.ts";
import { numberValue } from "./optionValues.ts";

export type Task = "regression" | "classification";

/** The loss and the model of a record as a person names them; an unknown one keeps its own name. */

import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";

export const lossName = (loss: string, language: Language): string => messagesOf(language).labels.losses[loss] ?? loss;

/** "linear", or "mlp:16,8" as a network with hidden layers of 16 and 8. */
export function modelName(model: string, language: Language): string {
  const { models } = messagesOf(language).labels;
  const layers = /^mlp:([\d,]+)$/.exec(model)?.[1];
  if (layers !== undefined) return models.network(layers.split(","));
  return model === "linear" ? models.linear : model;
}

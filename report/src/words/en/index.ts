import { claims } from "./claims.ts";
import { labels } from "./labels.ts";
import { page } from "./page.ts";
import { answer, figure, race } from "./race.ts";
import { settings } from "./settings.ts";
import { train } from "./train.ts";

export const en = { labels, answer, race, figure, claims, page, train, settings };

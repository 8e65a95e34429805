/** What people see and read of a run: figures, pages, terminal summaries, and the words for all of them. */

export * from "./figures/index.ts";
export { type BandPoint, bandOf, type Clock, clocks } from "./lanes/band.ts";
export { type LaneKind, type LaneLook, looksOf } from "./lanes/lane.ts";
export { ClaimsTable } from "./page/ClaimsTable.tsx";
export { reportPage } from "./page/reportPage.tsx";
export { trainPage } from "./page/trainPage.tsx";
export { type TerminalOptions, terminalSummary } from "./terminal/terminalSummary.ts";
export { terminalTrain } from "./terminal/terminalTrain.ts";
export type { Color, TerminalStyle } from "./terminal/text.ts";
export type { Score, TrainRecord } from "./trainRecord.ts";
export { type AnswerWords, answerWords } from "./words/answer.ts";
export { claimSentence, claimTitle, verdictSign } from "./words/claims.ts";
export { errorMessage } from "./words/errors.ts";
export { laneName } from "./words/lane.ts";
export { htmlLanguage, type Language } from "./words/language.ts";
export { type Messages, messagesOf } from "./words/messages.ts";
export { formatAmount, formatCount, formatDuration, formatNumber, formatShare } from "./words/number.ts";
export { commandOf, type SettingRow, settingRows } from "./words/settings.ts";
export { type RaceSummary, raceSummary } from "./words/summary.ts";
export { type TrainingSummary, trainingSummary } from "./words/training.ts";
export { displayWidth } from "./words/width.ts";

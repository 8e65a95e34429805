import type { Language } from "@nabla/report";

/** What every lesson gets: its language, its part of the address, and how to change it. */
export interface LessonProps {
  readonly language: Language;
  readonly state: URLSearchParams;
  readonly onState: (state: URLSearchParams) => void;
}

/** The lessons, in the order in which they are taught: a new one is a folder and a place in this list. */

import type { Language } from "@nabla/report";
import type { ComponentType } from "preact";
import type { QuestionKind } from "./engine/questions.ts";
import type { LessonProps } from "./lessonProps.ts";

export interface Lesson {
  /** As the address names it. */
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** What its first figure asks of the engine. */
  readonly asks: QuestionKind;
  /** A part of the program of its own. */
  readonly load: () => Promise<ComponentType<LessonProps>>;
}

export const lessons: readonly [Lesson, ...Lesson[]] = [
  {
    id: "loss",
    title: { en: "What a loss is", zh: "损失函数" },
    asks: "line",
    load: () => import("./loss/LossLesson.tsx").then((part) => part.LossLesson),
  },
  {
    id: "squares",
    title: { en: "Why the square", zh: "为什么使用误差的平方" },
    asks: "powers",
    load: () => import("./squares/SquaresLesson.tsx").then((part) => part.SquaresLesson),
  },
  {
    id: "entropy",
    title: { en: "Cross-entropy", zh: "交叉熵" },
    asks: "entropy",
    load: () => import("./entropy/EntropyLesson.tsx").then((part) => part.EntropyLesson),
  },
  {
    id: "derivative",
    title: { en: "Derivative", zh: "导数" },
    asks: "derivative",
    load: () => import("./derivative/DerivativeLesson.tsx").then((part) => part.DerivativeLesson),
  },
  {
    id: "gradient",
    title: { en: "Partial derivative and gradient", zh: "偏导数与梯度" },
    asks: "plane",
    load: () => import("./gradient/GradientLesson.tsx").then((part) => part.GradientLesson),
  },
  {
    id: "loop",
    title: { en: "The loop", zh: "寻找步骤：循环" },
    asks: "loop",
    load: () => import("./loop/LoopLesson.tsx").then((part) => part.LoopLesson),
  },
  {
    id: "rate",
    title: { en: "Learning rate", zh: "学习率" },
    asks: "tape",
    load: () => import("./rate/RateLesson.tsx").then((part) => part.RateLesson),
  },
  {
    id: "batches",
    title: { en: "Batch, stochastic, mini-batch", zh: "批量、随机、小批量" },
    asks: "tape",
    load: () => import("./batches/BatchesLesson.tsx").then((part) => part.BatchesLesson),
  },
];

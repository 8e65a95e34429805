/**
 * Formulas in x and y, read by recursive descent: + − * / ^, brackets, functions, `2x` for a product, x₀ and x₁ for
 * x and y. Every error knows its place. Nothing is ever evaluated as a program.
 */

export type Variable = "x" | "y";
export type Operator = "+" | "-" | "*" | "/" | "^";

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly name: Variable }
  | { readonly kind: "negative"; readonly of: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly of: readonly Expression[] };

/** The functions that a formula may call, with how many arguments each takes. */
export const functionArguments = {
  sin: 1,
  cos: 1,
  tan: 1,
  exp: 1,
  ln: 1,
  log: 1,
  sqrt: 1,
  abs: 1,
  tanh: 1,
  sigmoid: 1,
  relu: 1,
  softplus: 1,
  min: 2,
  max: 2,
} as const;
export type FunctionName = keyof typeof functionArguments;

const constants: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI, e: Math.E };
const variables: Readonly<Record<string, Variable>> = { x: "x", y: "y", x0: "x", x1: "y", "x₀": "x", "x₁": "y" };
const superscripts: Readonly<Record<string, number>> = { "²": 2, "³": 3, "⁴": 4 };

export type FormulaProblem =
  | "empty"
  | "too-long"
  | "unknown-sign"
  | "unknown-name"
  | "second-variable"
  | "missing"
  | "unexpected"
  | "unclosed"
  | "arguments";

/** What is wrong with a formula, and from which letter to which. */
export class FormulaError extends Error {
  readonly problem: FormulaProblem;
  readonly from: number;
  readonly to: number;
  readonly found: string;

  constructor(problem: FormulaProblem, { from, to, text }: Token) {
    super(`${problem} at ${from}: ${text}`);
    this.problem = problem;
    this.from = from;
    this.to = to;
    this.found = text;
  }
}

interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Letters of a formula, at most: deep brackets must not exhaust the stack. */
export const longestFormula = 400;

const tokenPattern = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([\p{L}][\p{L}\d₀₁]*)|(\*\*|[-−+*·×/÷^(),²³⁴]))/uy;
const plainSigns: Readonly<Record<string, string>> = { "−": "-", "·": "*", "×": "*", "÷": "/", "**": "^" };

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(text);
    if (found === null) {
      const from = at + text.slice(at).search(/\S/);
      const sign = String.fromCodePoint(text.codePointAt(from) ?? 0);
      throw new FormulaError("unknown-sign", { kind: "sign", text: sign, from, to: from + sign.length });
    }
    const [, number, name, sign] = found;
    const written = number ?? name ?? sign;
    at = tokenPattern.lastIndex;
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "sign";
    tokens.push({ kind, text: plainSigns[written] ?? written, from: at - written.length, to: at });
  }
  tokens.push({ kind: "end", text: "", from: text.trimEnd().length, to: text.trimEnd().length + 1 });
  return tokens;
}

/**
 * @param of the variables that the formula may speak of
 * @throws FormulaError
 */
export function parse(text: string, of: readonly Variable[] = ["x", "y"]): Expression {
  const whole: Token = { kind: "end", text, from: 0, to: text.length };
  if (text.trim() === "") throw new FormulaError("empty", whole);
  if (text.length > longestFormula) throw new FormulaError("too-long", whole);
  const tokens = tokensOf(text);
  let at = 0;
  const takeIf = (...signs: string[]): string | null =>
    tokens[at].kind === "sign" && signs.includes(tokens[at].text) ? tokens[at++].text : null;

  const sum = (): Expression => {
    let left = product();
    for (let sign = takeIf("+", "-"); sign !== null; sign = takeIf("+", "-")) {
      left = { kind: "binary", operator: sign as Operator, left, right: product() };
    }
    return left;
  };
  const beginsAtom = ({ kind, text: sign }: Token): boolean => kind === "name" || kind === "number" || sign === "(";
  const product = (): Expression => {
    let left = signed();
    while (true) {
      const sign = takeIf("*", "/");
      if (sign === null && !beginsAtom(tokens[at])) return left;
      left = { kind: "binary", operator: (sign ?? "*") as Operator, left, right: sign === null ? power() : signed() };
    }
  };
  const signed = (): Expression => {
    const sign = takeIf("-", "+");
    if (sign === null) return power();
    return sign === "-" ? { kind: "negative", of: signed() } : signed();
  };
  const power = (): Expression => {
    const left = atom();
    const raised = takeIf(...Object.keys(superscripts));
    if (raised !== null) {
      return { kind: "binary", operator: "^", left, right: { kind: "number", value: superscripts[raised] } };
    }
    return takeIf("^") === null ? left : { kind: "binary", operator: "^", left, right: signed() };
  };
  const closed = (opening: Token): void => {
    if (takeIf(")") !== null) return;
    throw tokens[at].kind === "end" ? new FormulaError("unclosed", opening) : unexpected();
  };
  const unexpected = (): FormulaError =>
    new FormulaError(tokens[at].kind === "end" ? "missing" : "unexpected", tokens[at]);
  const atom = (): Expression => {
    const token = tokens[at];
    if (token.kind === "number") {
      at++;
      return { kind: "number", value: Number(token.text) };
    }
    if (token.kind === "name") {
      at++;
      return named(token);
    }
    if (takeIf("(") === null) throw unexpected();
    const inside = sum();
    closed(token);
    return inside;
  };
  const named = (token: Token): Expression => {
    const name = token.text.toLowerCase();
    if (Object.hasOwn(variables, name)) {
      if (!of.includes(variables[name])) throw new FormulaError("second-variable", token);
      return { kind: "variable", name: variables[name] };
    }
    if (Object.hasOwn(constants, name)) return { kind: "number", value: constants[name] };
    if (!Object.hasOwn(functionArguments, name)) throw new FormulaError("unknown-name", token);
    const opening = tokens[at];
    if (takeIf("(") === null) throw new FormulaError("arguments", token);
    const given = [sum()];
    while (takeIf(",") !== null) given.push(sum());
    closed(opening);
    if (given.length !== functionArguments[name as FunctionName]) throw new FormulaError("arguments", token);
    return { kind: "call", name: name as FunctionName, of: given };
  };

  const result = sum();
  if (tokens[at].kind !== "end") throw unexpected();
  return result;
}

/** Whether a formula speaks of y: then it is a function of two variables. */
export function mentions(expression: Expression, name: Variable): boolean {
  if (expression.kind === "variable") return expression.name === name;
  if (expression.kind === "negative") return mentions(expression.of, name);
  if (expression.kind === "binary") return mentions(expression.left, name) || mentions(expression.right, name);
  return expression.kind === "call" && expression.of.some((each) => mentions(each, name));
}

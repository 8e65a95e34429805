/**
 * The known names nearest to a mistyped one, best first, at most three: those that contain it (or that it contains),
 * then those at a Levenshtein distance of at most a third of its length (two for short names). Case does not count.
 *
 * @example
 * nearestNames("weigth", ["mpg", "weight", "horsepower"]); // ["weight"]
 */
export declare function nearestNames(given: string, known: readonly string[]): string[];
/** The end of a sentence about an unknown name: `; did you mean "weight"?`, or a full stop. */
export declare const didYouMean: (nearest: readonly string[]) => string;
/** The column that is meant: the exact name, or else the only one that differs in upper and lower case alone. */
export declare function matchName(given: string, known: readonly string[]): string | undefined;
/** The column that is meant, or an error that names the nearest ones. `role` says what it was wanted for. */
export declare function findName(given: string, known: readonly string[], role: string, table: string): string;

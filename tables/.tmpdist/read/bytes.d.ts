export declare const startsWith: (bytes: Uint8Array, start: readonly number[]) => boolean;
/**
 * The text in `bytes`. Without `encoding`: what the byte order mark says, else UTF-8 if the bytes are valid UTF-8,
 * else GB18030 (with GBK and GB2312) if they are valid GB18030, else Windows-1252. The one used is returned.
 */
export declare function decode(
  bytes: Uint8Array,
  name: string,
  encoding?: string,
): {
  text: string;
  encoding: string;
};

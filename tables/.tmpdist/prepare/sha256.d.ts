/** SHA-256 (FIPS 180-4) in integers, fed piece by piece. */
export declare class Sha256 {
  #private;
  update(bytes: Uint8Array): this;
  /** The hash of everything so far, as 64 hexadecimal digits. Nothing may be added after it. */
  digest(): string;
}

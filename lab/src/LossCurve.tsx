/** The loss against the steps, from the first one's down to 0. */

const width = 640;
const height = 240;

export function LossCurve({ losses, title }: { readonly losses: readonly number[]; readonly title: string }) {
  const highest = losses[0] ?? 1;
  const points = losses.map((loss, step) => `${(step / 60) * width},${height - (loss / highest) * height}`);
  return (
    <figure>
      <svg viewBox={`-4 -4 ${width + 8} ${height + 8}`} role="img" aria-label={title}>
        <path class="axis" d={`M0,0V${height}H${width}`} />
        <polyline class="curve" points={points.join(" ")} />
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  );
}

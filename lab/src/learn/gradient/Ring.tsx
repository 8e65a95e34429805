/** Test steps of one length all around a point: filled where f falls, hollow where it rises, the best one ringed. */

import type { Direction } from "../engine/plane.ts";

export interface RingProps {
  readonly point: readonly [number, number];
  readonly length: number;
  readonly directions: readonly Direction[];
  readonly chosen: Direction;
  readonly best: Direction;
  readonly at: (pair: readonly [number, number]) => readonly [number, number];
}

/** Okabe and Ito's blue for what falls, vermilion for what rises: both stay apart from cividis and from each other. */
const colours = { falls: "#56b4e9", rises: "#d55e00" } as const;

const turned = (point: readonly [number, number], length: number, angle: number): readonly [number, number] => [
  point[0] + length * Math.cos((angle * Math.PI) / 180),
  point[1] + length * Math.sin((angle * Math.PI) / 180),
];

export function Ring({ point, length, directions, chosen, best, at }: RingProps) {
  const most = directions.reduce((largest, { change }) => Math.max(largest, Math.abs(change)), Number.MIN_VALUE);
  const [x, y] = at(point);
  const [chosenX, chosenY] = at(turned(point, length, chosen.angle));
  const [bestX, bestY] = at(turned(point, length, best.angle));
  return (
    <>
      {directions.slice(1).map(({ angle, change }) => {
        const [cx, cy] = at(turned(point, length, angle));
        return (
          <circle
            key={angle}
            cx={cx.toFixed(1)}
            cy={cy.toFixed(1)}
            r={(2.5 + 3.5 * Math.sqrt(Math.abs(change) / most)).toFixed(1)}
            fill={change < 0 ? colours.falls : "#ffffff"}
            stroke={change < 0 ? "#ffffff" : colours.rises}
            stroke-width={change < 0 ? 1 : 2}
          />
        );
      })}
      <path class="place under" d={`M${x},${y}L${chosenX},${chosenY}`} />
      <path class="place" d={`M${x},${y}L${chosenX},${chosenY}`} stroke-dasharray="5 3" />
      <circle class="place under" cx={bestX.toFixed(1)} cy={bestY.toFixed(1)} r={9} />
      <circle class="place" cx={bestX.toFixed(1)} cy={bestY.toFixed(1)} r={9} />
    </>
  );
}

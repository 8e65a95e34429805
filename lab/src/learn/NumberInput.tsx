/** A number with a box to type it in and, where it is dragged, a slider beside it. */

import { Box } from "../app/Box.tsx";
import { type NumberField, readNumber } from "./fields.ts";

interface NumberInputProps {
  readonly label: string;
  readonly value: number;
  readonly field: NumberField;
  readonly wrong: string;
  readonly onChange: (value: number) => void;
  /** Ends of the slider; none without. */
  readonly slider?: {
    readonly ends: readonly [number, number];
    /** Equal ways are equal factors. */
    readonly logarithmic?: boolean;
    /** Between two places; a logarithmic slider rounds to it, an even one has 1 without it. */
    readonly step?: number;
    readonly label: string;
  };
}

/** Places of a logarithmic slider. */
const places = 300;
const digits = 3;

const rounded = (value: number, step: number): number => step * Math.round(value / step);

export function NumberInput({ label, value, field, wrong, onChange, slider }: NumberInputProps) {
  const box = (
    <Box
      label={label}
      value={value}
      write={String}
      read={(text) => readNumber(field, text)}
      wrong={wrong}
      onChange={onChange}
    />
  );
  if (slider === undefined) return box;
  return (
    <div class="with-slider">
      {box}
      {slider.logarithmic === true ? (
        <input
          type="range"
          aria-label={slider.label}
          aria-valuetext={String(value)}
          min={0}
          max={places}
          step={1}
          value={Math.round((places * Math.log(value / slider.ends[0])) / Math.log(slider.ends[1] / slider.ends[0]))}
          onInput={(event) => {
            const share = event.currentTarget.valueAsNumber / places;
            const exact = slider.ends[0] * Math.exp(share * Math.log(slider.ends[1] / slider.ends[0]));
            onChange(slider.step === undefined ? Number(exact.toPrecision(digits)) : rounded(exact, slider.step));
          }}
        />
      ) : (
        <input
          type="range"
          aria-label={slider.label}
          min={slider.ends[0]}
          max={slider.ends[1]}
          step={slider.step ?? 1}
          value={value}
          onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
      )}
    </div>
  );
}

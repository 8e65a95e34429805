/**
 * The look of every figure, as one style sheet that travels inside each SVG: light and dark follow the reader's choice,
 * lanes take the colours of Okabe and Ito (2008), which stay apart for colour-blind readers and in print.
 */

/** Font of figures and pages; Chinese faces are named so that no host falls back to a serif. */
export const fontFamily =
  "system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,PingFang SC,Hiragino Sans GB,Microsoft YaHei," +
  "Noto Sans CJK SC,WenQuanYi Micro Hei,sans-serif";

const laneColours = {
  light: ["#0072b2", "#d55e00", "#009e73", "#b87f00", "#b05a8c", "#3d3d3d"],
  dark: ["#56b4e9", "#f08a4b", "#2fbf94", "#e6b035", "#dd94bd", "#d0d0d0"],
} as const;

const inks = {
  light: "--ink:#1c2024;--quiet:#5b6470;--grid:#e4e7eb;--paper:#ffffff;--floor:#eef0f3",
  dark: "--ink:#e8eaed;--quiet:#a2abb6;--grid:#2c333b;--paper:#14181c;--floor:#1f252b",
} as const;

/** The colours of one theme, for figures inside what `within` selects. */
const themeRules = (theme: "light" | "dark", within = ""): string =>
  `${within}.nabla-figure{${inks[theme]}}` +
  laneColours[theme].map((colour, index) => `${within}.nabla-figure .lane-${index}{--lane:${colour}}`).join("");

/** For a page with a switch: figures inside `[data-theme=light]` and `[data-theme=dark]` take that theme. */
export const themeSwitchStyle = themeRules("light", "[data-theme=light] ") + themeRules("dark", "[data-theme=dark] ");

export const figureStyle = `
.nabla-figure{font-family:${fontFamily};font-size:12px}
.nabla-figure text{fill:var(--ink)}
.nabla-figure .quiet{fill:var(--quiet)}
.nabla-figure .title{font-size:15px;font-weight:600}
.nabla-figure .paper{fill:var(--paper)}
.nabla-figure .grid{stroke:var(--grid);stroke-width:1}
.nabla-figure .axis{stroke:var(--quiet);stroke-width:1;fill:none}
.nabla-figure .floor{fill:var(--floor)}
.nabla-figure .line{fill:none;stroke:var(--lane);stroke-width:2.2;stroke-linejoin:round}
.nabla-figure .band{fill:var(--lane);opacity:.16}
.nabla-figure .marker{fill:var(--lane);stroke:var(--paper);stroke-width:1}
.nabla-figure .marker.hollow{fill:var(--paper);stroke:var(--lane);stroke-width:1.8}
.nabla-figure .chosen{fill:none;stroke:var(--ink);stroke-width:1.6}
.nabla-figure .lane-ink{--lane:var(--ink)}
.nabla-figure .theory{fill:none;stroke:var(--ink);stroke-width:1.5}
.nabla-figure .boundary{fill:none;stroke:#ffffff;stroke-width:2.4;stroke-dasharray:7 4}
.nabla-figure .boundary.under{stroke:#00224e;stroke-width:4.6;stroke-dasharray:none}
.nabla-figure .cell{shape-rendering:crispEdges}
.nabla-figure .lost{fill:var(--floor)}
.nabla-figure .hatch{stroke:var(--quiet);stroke-width:1}
.nabla-figure .mark{fill:none;stroke:var(--lane);stroke-width:2.4}
.nabla-figure .casing{fill:none;stroke:#ffffff;stroke-opacity:.85;stroke-width:3.8;stroke-linejoin:round}
.nabla-figure .contour{stroke:#ffffff;stroke-opacity:.25;stroke-width:.5}
.nabla-figure .place{fill:none;stroke:#ffffff;stroke-width:1.6}
.nabla-figure .place.under{stroke:#00224e;stroke-width:4}
.nabla-figure .on-colour{fill:#ffffff;font-weight:600;paint-order:stroke;stroke:#00224e;stroke-width:3px}
.nabla-figure .later{opacity:.22}
.nabla-figure .cursor{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}
.nabla-figure .dots{fill:none;stroke-linecap:round}
.nabla-figure .dots.example{stroke:var(--quiet);stroke-width:4;stroke-opacity:.45}
.nabla-figure .dots.drawn{stroke:var(--lane);stroke-width:5;stroke-opacity:.55}
.nabla-figure .region{fill:var(--lane);opacity:.15}
.nabla-figure .wrong-class{fill:none;stroke:var(--ink);stroke-width:1.4}
.nabla-figure .mean{fill:var(--ink);stroke:var(--ink);stroke-width:2}
.nabla-figure .dot{fill:var(--lane);opacity:.55}
.nabla-figure .reference{stroke:var(--quiet);stroke-width:1.2;stroke-dasharray:4 3}
${themeRules("light")}
@media (prefers-color-scheme:dark){
${themeRules("dark")}
}
@media print{
${themeRules("light")}
.nabla-figure{--ink:#000000;--quiet:#444444;--grid:#dddddd;--floor:#eeeeee}
}`
  .replaceAll("\n", "")
  .trim();

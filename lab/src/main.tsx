/** The lab: one page that shows what its address says. */
import { render } from "preact";
import { App } from "./app/App.tsx";

const place = document.getElementById("lab");
if (place) render(<App />, place);

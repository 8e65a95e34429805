/** The first page of the lab: one descent, live. */
import { render } from "preact";

function Lab() {
  return (
    <>
      <h1>nabla</h1>
      <p>See the descent. 看见下降。</p>
    </>
  );
}

const place = document.getElementById("lab");
if (place) render(<Lab />, place);

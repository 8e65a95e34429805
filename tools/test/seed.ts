/** Every property is tried on the same examples each time, so that a test fails for a change and not by chance. */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });

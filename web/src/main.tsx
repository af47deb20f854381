import "@fontsource-variable/noto-sans-arabic";
import "@fontsource-variable/noto-naskh-arabic";
import "@fontsource-variable/noto-sans";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./lib/theme";
import { render } from "preact";
import { enter } from "./lib/me";
import { App } from "./app";

await enter();
render(<App />, document.getElementById("desk")!);

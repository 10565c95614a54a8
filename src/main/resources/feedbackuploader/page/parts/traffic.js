import { html, useEffect, useRef, useState } from "../lib/htm-preact.js";
import { PLOTS, drawTraffic } from "../traffic.js";
import { amount, rate } from "./format.js";

let library = null;

/** uPlot is an old-style script: it is fetched once, when the first plot is drawn. */
function uPlotLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "lib/uplot.js";
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => reject(new Error("The plots cannot be drawn. The table has their numbers."));
    document.head.append(script);
  });
  return library;
}

/** How the traffic went over time, as plots, and as a table with the same numbers. */
export function Traffic({ series }) {
  const plots = PLOTS.filter(([name]) => name !== "retries" || Object.keys(series.retries).length > 0);
  return html`
    <section aria-labelledby="traffic">
      <h2 id="traffic">Traffic</h2>
      <div class="plots">
        ${plots.map(([name, title]) => html`<${Plot} key=${name} name=${name} title=${title} series=${series} />`)}
      </div>
      ${series.waits.length > 0 && html`<p class="small muted">Shaded: the server asked to wait.</p>`}
      <details>
        <summary class="small">The same in numbers</summary>
        <p class="small muted">p50: half of the answers took at most so long; p95 and p99: 95 and 99 of 100.</p>
        <${Numbers} series=${series} />
      </details>
    </section>
  `;
}

function Plot({ name, title, series }) {
  const place = useRef(null);
  const drawn = useRef(null);
  const latest = useRef(series);
  const [failure, setFailure] = useState(null);
  latest.current = series;
  useEffect(() => {
    let isGone = false;
    uPlotLibrary()
      .then((uPlot) => {
        if (!isGone) {
          drawn.current = drawTraffic(uPlot, place.current, name, latest.current);
        }
      })
      .catch((e) => setFailure(e.message));
    return () => {
      isGone = true;
      drawn.current?.destroy();
    };
  }, [name]);
  useEffect(() => drawn.current?.update(series), [series]);
  return html`
    <figure>
      <figcaption class="small">${title}</figcaption>
      <div ref=${place} aria-hidden="true"></div>
      ${failure && html`<p class="small muted">${failure}</p>`}
    </figure>
  `;
}

function Numbers({ series }) {
  const causes = Object.keys(series.retries);
  const milliseconds = (number) => (number === null ? "" : rate(number));
  return html`
    <div class="scroll-x" tabindex="0" role="region" aria-label="Traffic in numbers">
      <table class="data">
        <thead>
          <tr>
            <th scope="col" class="number">Second</th><th scope="col" class="number">Rows/s</th><th scope="col" class="number">p50 ms</th><th scope="col" class="number">p95 ms</th><th scope="col" class="number">p99 ms</th><th scope="col" class="number">Open requests</th>
            ${causes.map((cause) => html`<th scope="col" class="number" key=${cause}>${cause}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${series.seconds.map(
            (second, i) => html`
              <tr key=${second}>
                <th scope="row" class="number">${rate(second)}</th><td class="number">${rate(series.rows_per_second[i])}</td><td class="number">${milliseconds(series.p50_ms[i])}</td><td class="number">${milliseconds(series.p95_ms[i])}</td><td class="number">${milliseconds(series.p99_ms[i])}</td><td class="number">${amount(series.in_flight[i])}</td>
                ${causes.map((cause) => html`<td class="number" key=${cause}>${amount(series.retries[cause][i])}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

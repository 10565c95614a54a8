/*
 * Draws the traffic of an upload over time. A module of the local page; the report holds it without its exports, so it
 * imports nothing: who calls it brings uPlot.
 *
 * The series are those of "over_time" in summary.json: lists of equal length, by interval.
 */

/** What can be drawn: its name, and what it shows. */
export const PLOTS = [
  ["rows", "Rows recorded or refused per second"],
  ["latency", "Response time in ms: p50 solid, p95 dashed, p99 dotted"],
  ["in_flight", "Most requests in flight at once"],
  ["retries", "Answers after which a row is sent again, by cause"],
];

/** Solid, dashed, dotted, dashed and dotted: no line is told by its colour. */
const DASHES = [[], [8, 4], [2, 3], [12, 4, 2, 4]];

function columnsOf(name, series) {
  switch (name) {
    case "rows":
      return [["Rows per second", series.rows_per_second]];
    case "latency":
      return [
        ["p50", series.p50_ms],
        ["p95", series.p95_ms],
        ["p99", series.p99_ms],
      ];
    case "in_flight":
      return [["Requests in flight", series.in_flight]];
    default:
      return Object.entries(series.retries).slice(0, DASHES.length);
  }
}

/** One, two or five, and tens of them: ticks that a person counts by. */
function stepsFrom(lowest) {
  const steps = [];
  for (let ten = lowest; ten <= 9; ten++) {
    steps.push(...[1, 2, 5].map((digit) => Number(`${digit}e${ten}`)));
  }
  return steps;
}

const COUNTS = ["in_flight", "retries"];

/** A number tells of its interval, from its beginning to its end: a line between two of them would tell what nobody measured. */
const stepped = (uPlot) => uPlot.paths.stepped({ align: 1, alignGaps: 1 });

/** Where each wait begins and ends, behind everything else. */
function bands(waits, colour) {
  return (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = colour;
    for (const wait of waits()) {
      const from = Math.max(plot.valToPos(wait.from_seconds, "x", true), bbox.left);
      const to = Math.min(plot.valToPos(wait.to_seconds, "x", true), bbox.left + bbox.width);
      if (to > bbox.left && from < bbox.left + bbox.width) {
        ctx.fillRect(from, bbox.top, Math.max(to - from, 1), bbox.height);
      }
    }
    ctx.restore();
  };
}

/**
 * Draws one plot into an element that is empty, and redraws it when its width or the colours of the page change.
 *
 * @param uPlot the library
 * @param element whose width the plot takes
 * @param name of one of PLOTS
 * @param first the series to begin with
 * @returns {update, destroy}
 */
export function drawTraffic(uPlot, element, name, first) {
  let series = first;
  let plot = null;
  let causes = "";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const untilTheEnd = (numbers, end) => [...numbers, end];
  const data = () => [
    untilTheEnd(series.seconds, series.seconds.at(-1) + series.step_seconds),
    ...columnsOf(name, series).map(([, numbers]) => untilTheEnd(numbers, numbers.at(-1))),
  ];
  const namesNow = () => columnsOf(name, series).map(([label]) => label).join();

  function draw() {
    plot?.destroy();
    causes = namesNow();
    const style = getComputedStyle(document.documentElement);
    const colour = (token) => style.getPropertyValue(token).trim();
    const font = "12px " + colour("--sans");
    const axis = {
      stroke: colour("--muted"),
      font,
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { show: false },
      size: 56,
      values: (_, splits) => splits.map((value) => (value == null ? "" : value.toLocaleString("en-US"))),
    };
    const options = {
      width: Math.max(element.clientWidth, 160),
      height: 180,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, min, max) => [0, max > 0 ? max * 1.08 : 1] } },
      axes: [
        { ...axis, incrs: stepsFrom(-3), size: 32, label: "seconds", labelSize: 18, labelFont: font },
        { ...axis, incrs: stepsFrom(COUNTS.includes(name) ? 0 : -3) },
      ],
      series: [
        {},
        ...columnsOf(name, series).map(([label], place) => ({
          label,
          stroke: colour("--accent"),
          width: place === 0 ? 2 : 1.25,
          dash: DASHES[place],
          paths: stepped(uPlot),
          points: { show: false },
        })),
      ],
      hooks: { drawClear: [bands(() => series.waits, colour("--rejected-wash"))] },
    };
    plot = new uPlot(options, data(), element);
  }

  const resized = new ResizeObserver(() => {
    if (plot && element.clientWidth > 0 && Math.abs(plot.width - element.clientWidth) > 1) {
      plot.setSize({ width: element.clientWidth, height: 180 });
    }
  });
  draw();
  resized.observe(element);
  dark.addEventListener("change", draw);

  return {
    update(next) {
      series = next;
      if (namesNow() === causes) {
        plot.setData(data());
      } else {
        draw();
      }
    },
    destroy() {
      resized.disconnect();
      dark.removeEventListener("change", draw);
      plot?.destroy();
    },
  };
}

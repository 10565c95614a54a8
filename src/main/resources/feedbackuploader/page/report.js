/* What the report can do with a script: filter rows, copy a command, plot the traffic. All it shows stands there without. */
"use strict";

(() => {
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  function copyButtons() {
    for (const command of document.querySelectorAll(".command")) {
      const button = make("button", { type: "button", class: "copy" }, "Copy");
      const told = make("span", { class: "visually-hidden", role: "status" });
      const code = command.querySelector("code");
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(code.textContent);
          button.textContent = "Copied";
          told.textContent = "The command is copied.";
        } catch {
          getSelection().selectAllChildren(code);
          button.textContent = "Selected";
          told.textContent = "The command is selected. Copy it with the keyboard.";
        }
      });
      command.append(button, told);
    }
  }

  /* Each condition is a list of words; one that begins with ! excludes. */
  const KEYS = ["status", "http", "metric", "text"];

  function read() {
    const given = new URLSearchParams(location.hash.startsWith("#filter?") ? location.hash.slice(8) : "");
    return Object.fromEntries(KEYS.map((key) => [key, given.get(key) ?? ""]));
  }

  function fits(condition, value) {
    if (condition === "" || condition === "!") {
      return true;
    }
    return condition.startsWith("!") ? condition.slice(1) !== value : condition === value;
  }

  function filter() {
    const place = document.getElementById("filter");
    if (!place) {
      return;
    }
    const causes = [...document.querySelectorAll(".cause")].map((cause) => ({
      cause,
      status: cause.dataset.status,
      http: cause.dataset.http,
      words: cause.querySelector(".message").textContent.toLowerCase(),
      details: cause.querySelector("details"),
      rows: [...cause.querySelectorAll("tbody tr")].map((row) => ({
        row,
        number: row.querySelector("th").textContent,
        metric: row.dataset.metric ?? "",
        words: row.textContent.toLowerCase(),
      })),
    }));
    const different = (values) => [...new Set(values)].filter((value) => value !== "").sort();
    const rowsOf = () => causes.flatMap(({ rows }) => rows);
    /* A row with several problems stands below each of them, and is one row. */
    const countRows = (rows) => new Set(rows.map(({ number }) => number)).size;
    const inWords = (number) => `${number.toLocaleString("en-US")} ${number === 1 ? "row" : "rows"}`;
    const all = countRows(rowsOf());

    const select = (key, label, values, word = (value) => value) => {
      const options = [make("option", { value: "" }, "any")];
      for (const value of values) {
        options.push(make("option", { value }, word(value)));
      }
      for (const value of values) {
        options.push(make("option", { value: "!" + value }, "not " + word(value)));
      }
      const input = make("select", { name: key }, ...options);
      return values.length < 2 ? null : make("label", {}, label, input);
    };
    const how = make("select", { name: "how" }, make("option", { value: "" }, "with"), make("option", { value: "!" }, "without"));
    const text = make("input", { name: "text", type: "search", autocomplete: "off", spellcheck: "false" });
    const count = make("output", { role: "status" });
    const clear = make("button", { type: "button" }, "Show all");
    const form = make(
      "form",
      { role: "search", "aria-label": "Filter the rows that are shown" },
      ...[
        select("status", "Outcome", different(causes.map(({ status }) => status)), (value) => value.replace("_", " ")),
        select("http", "HTTP status", different(causes.map(({ http }) => http))),
        select("metric", "Metric", different(rowsOf().map(({ metric }) => metric)).slice(0, 200)),
      ].filter((label) => label),
      make("label", {}, "Rows", how),
      make("label", {}, "the text", text),
      clear,
      count,
    );
    place.append(form);

    function show(wanted) {
      const isFiltered = KEYS.some((key) => wanted[key] !== "" && wanted[key] !== "!");
      const isWithout = wanted.text.startsWith("!");
      const sought = (isWithout ? wanted.text.slice(1) : wanted.text).toLowerCase();
      for (const { cause, status, http, words, details, rows } of causes) {
        const isMeant = fits(wanted.status, status) && fits(wanted.http, http);
        let any = false;
        for (const { row, metric, words: its } of rows) {
          const hasText = sought === "" || (its.includes(sought) || words.includes(sought)) !== isWithout;
          row.hidden = !(isMeant && fits(wanted.metric, metric) && hasText);
          any ||= !row.hidden;
        }
        const isBare = rows.length === 0 && isMeant && wanted.metric === "" && (sought === "" || words.includes(sought) !== isWithout);
        cause.hidden = !any && !isBare;
        if (details && isFiltered && any) {
          details.open = true;
        }
      }
      const shown = countRows(rowsOf().filter(({ row }) => !row.hidden));
      const isNone = causes.every(({ cause }) => cause.hidden);
      count.textContent = isNone
        ? `None of the ${inWords(all)} below fits.`
        : isFiltered
          ? `${shown.toLocaleString("en-US")} of the ${inWords(all)} below ${shown === 1 ? "fits" : "fit"}.`
          : `The filter looks at the ${inWords(all)} below.`;
    }

    function fill(wanted) {
      for (const key of ["status", "http", "metric"]) {
        const input = form.elements[key];
        if (input) {
          input.value = wanted[key];
        }
      }
      how.value = wanted.text.startsWith("!") ? "!" : "";
      text.value = wanted.text.replace(/^!/, "");
      show(wanted);
    }

    function changed() {
      const wanted = {
        status: form.elements.status?.value ?? "",
        http: form.elements.http?.value ?? "",
        metric: form.elements.metric?.value ?? "",
        text: text.value === "" ? "" : how.value + text.value,
      };
      const given = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
      history.replaceState(null, "", given.size ? "#filter?" + given : location.pathname + location.search);
      show(wanted);
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", changed);
    clear.addEventListener("click", () => {
      form.reset();
      changed();
    });
    addEventListener("hashchange", () => location.hash.startsWith("#filter?") && fill(read()));
    fill(read());
  }

  function plots() {
    const root = document.querySelector("[data-traffic]");
    if (!root) {
      return;
    }
    const series = JSON.parse(root.dataset.traffic);
    for (const figure of root.querySelectorAll("[data-plot]")) {
      drawTraffic(uPlot, figure.querySelector(".canvas"), figure.dataset.plot, series);
      figure.classList.add("drawn");
      figure.querySelector("details").open = false;
    }
    const waits = document.querySelector(".waits");
    if (waits) {
      waits.open = waits.querySelectorAll("tbody tr").length <= 5;
    }
  }

  copyButtons();
  filter();
  plots();
})();

// All rows of a file in a table of which only what is in view is in the page. Rows come in windows; beyond some hundred
// thousand of them the scroll position is scaled, since browsers end a page's height at some 17 million pixels.

import { html, useCallback, useEffect, useLayoutEffect, useRef, useState } from "../lib/htm-preact.js";
import { get } from "../api.js";
import { announce } from "./announcer.js";
import { amount } from "./format.js";
import { wordOf } from "./outcomes.js";

const ROW = 32;
const HEAD = 34;
const NUMBER_WIDTH = 92;
const STATE_WIDTH = 108;
const LEAST_WIDTH = 190;
const WINDOW = 60;
const TALLEST = 8_000_000;

/** Windows of one version of the file and one choice of rows. The last few are kept. */
function useWindows(address, version) {
  const kept = useRef({ key: null, pages: new Map(), asked: new Set() });
  const [, drawAgain] = useState(0);
  const key = `${address}&v=${version}`;
  const [total, setTotal] = useState(null);
  if (kept.current.key !== key) {
    kept.current = { key, pages: new Map(), asked: new Set(), stale: kept.current.pages };
  }
  const load = useCallback(
    (page) => {
      const mine = kept.current;
      if (mine.asked.has(page)) {
        return;
      }
      mine.asked.add(page);
      get(`${address}&from=${page * WINDOW}&count=${WINDOW}`)
        .then((answer) => {
          if (kept.current === mine) {
            mine.pages.set(page, answer.rows);
            if (mine.pages.size > 12) {
              const oldest = mine.pages.keys().next().value;
              mine.pages.delete(oldest);
              mine.asked.delete(oldest);
            }
            setTotal(answer.total);
            drawAgain((count) => count + 1);
          }
        })
        .catch(() => mine.asked.delete(page)); // the page says by itself that the program is gone
    },
    [address],
  );
  const row = (index) => {
    const page = Math.floor(index / WINDOW);
    load(page);
    return (kept.current.pages.get(page) ?? kept.current.stale?.get(page))?.[index % WINDOW] ?? null;
  };
  const replace = (index, changed) => {
    const page = kept.current.pages.get(Math.floor(index / WINDOW));
    if (page) {
      page[index % WINDOW] = changed;
      drawAgain((count) => count + 1);
    }
  };
  return { row, total, replace, first: load };
}

/**
 * @param columns names
 * @param edits what changes cells; null when nothing can be changed now
 * @param refuse hears why a row cannot be changed
 * @param jump where the user wants to go, by its index among the rows that are shown
 */
export function Grid({ address, version, columns, label, edits, look, jump, selected, refuse }) {
  const windows = useWindows(address, version);
  const scroller = useRef(null);
  const [view, setView] = useState({ top: 0, left: 0, height: 480, width: 800 });
  const [at, setAt] = useState({ index: 0, column: 0 });
  const [editing, setEditing] = useState(null);
  const isEditing = useRef(false); // leaving by a key takes the focus from the cell, which would be a second end
  const total = windows.total ?? 0;

  useEffect(() => windows.first(0), [address, version]);
  useEffect(() => {
    setAt({ index: 0, column: 0 });
    scroller.current.scrollTop = 0;
  }, [address]);

  useLayoutEffect(() => {
    const place = scroller.current;
    let frame = 0;
    const measure = () => {
      frame = 0;
      setView({ top: place.scrollTop, left: place.scrollLeft, height: place.clientHeight, width: place.clientWidth });
    };
    const later = () => (frame ||= requestAnimationFrame(measure));
    const watcher = new ResizeObserver(later);
    watcher.observe(place);
    place.addEventListener("scroll", later, { passive: true });
    measure();
    return () => {
      watcher.disconnect();
      place.removeEventListener("scroll", later);
      cancelAnimationFrame(frame);
    };
  }, []);

  // What is in view.
  const body = Math.max(ROW, view.height - HEAD);
  const fits = Math.max(1, Math.floor(body / ROW));
  const full = total * ROW;
  const tall = Math.min(full, TALLEST);
  const isScaled = full > TALLEST;
  const most = Math.max(0, total - fits);
  const firstShown = isScaled
    ? Math.min(most, Math.floor((view.top / Math.max(1, tall + HEAD - view.height)) * most))
    : Math.min(most, Math.floor(view.top / ROW));
  const shift = isScaled ? view.top : firstShown * ROW;
  const count = Math.min(total - firstShown, fits + 2);
  const cellWidth = Math.max(LEAST_WIDTH, Math.floor((view.width - NUMBER_WIDTH - STATE_WIDTH) / Math.max(1, columns.length)));
  const firstColumn = Math.max(0, Math.floor(view.left / cellWidth));
  const columnCount = Math.min(columns.length - firstColumn, Math.ceil(view.width / cellWidth) + 1);
  const shownColumns = Array.from({ length: Math.max(0, columnCount) }, (_, i) => firstColumn + i);
  const width = NUMBER_WIDTH + STATE_WIDTH + columns.length * cellWidth;

  const reveal = useCallback(
    (index, column) => {
      const place = scroller.current;
      if (index < firstShown || index >= firstShown + fits) {
        const top = index < firstShown ? index : index - fits + 1;
        place.scrollTop = isScaled ? (top / Math.max(1, most)) * (tall + HEAD - view.height) : top * ROW;
      }
      const fixed = Math.min(NUMBER_WIDTH + STATE_WIDTH, view.width / 2);
      const left = column * cellWidth;
      if (column === 0) {
        place.scrollLeft = 0;
      } else if (left < place.scrollLeft) {
        place.scrollLeft = left;
      } else if (left + cellWidth > place.scrollLeft + view.width - fixed) {
        place.scrollLeft = left + cellWidth - view.width + fixed;
      }
    },
    [firstShown, fits, isScaled, most, tall, view, cellWidth],
  );

  const go = (index, column) => {
    const next = { index: Math.max(0, Math.min(total - 1, index)), column: Math.max(0, Math.min(columns.length - 1, column)) };
    setAt(next);
    reveal(next.index, next.column);
  };

  useEffect(() => {
    if (jump) {
      go(jump.index, at.column);
      scroller.current.focus();
    }
  }, [jump]);

  const current = total > 0 ? windows.row(at.index) : null;
  useEffect(() => selected?.(current, at.column), [current, at.column]);

  const edit = async () => {
    if (!current) {
      return;
    }
    if (!edits || current.locked) {
      const sentence = current.locked ? `Row ${amount(current.row)} cannot be changed: it is ${wordOf(current.status)}.` : "Rows cannot be changed now.";
      announce(sentence);
      refuse?.(sentence);
    } else if (current.record !== null) {
      edits.record(current);
    } else {
      try {
        const text = await edits.text(current, at.column);
        isEditing.current = true;
        setEditing({ ...at, text, before: text });
      } catch (e) {
        edits.fail(e);
      }
    }
  };
  const leave = () => {
    isEditing.current = false;
    setEditing(null);
    scroller.current.focus();
  };
  const settle = async (move) => {
    if (!isEditing.current) {
      return;
    }
    const { index, column, text, before } = editing;
    const row = windows.row(index);
    leave();
    if (row && text !== before) {
      try {
        const changed = await edits.save(row, column, text);
        windows.replace(index, changed);
        announce(changed.problems.length > 0 ? `Row ${changed.row}: ${changed.problems[0].message}` : `Row ${changed.row} has no problem now.`);
      } catch (e) {
        edits.fail(e);
      }
    }
    if (move) {
      go(index + move.rows, column + move.columns);
    }
  };

  const keys = (event) => {
    if (editing || event.altKey || event.metaKey) {
      return;
    }
    const all = event.ctrlKey;
    const moves = {
      ArrowDown: [at.index + 1, at.column],
      ArrowUp: [at.index - 1, at.column],
      ArrowRight: [at.index, at.column + 1],
      ArrowLeft: [at.index, at.column - 1],
      PageDown: [at.index + fits, at.column],
      PageUp: [at.index - fits, at.column],
      Home: [all ? 0 : at.index, 0],
      End: [all ? total - 1 : at.index, columns.length - 1],
    };
    if (moves[event.key]) {
      event.preventDefault();
      go(...moves[event.key]);
    } else if (event.key === "F2" || event.key === "Enter") {
      event.preventDefault();
      edit();
    } else if (event.key === " " && current) {
      event.preventDefault();
      look?.(current);
    }
  };

  return html`
    <div
      class="grid"
      role="grid"
      ref=${scroller}
      tabindex="0"
      aria-label=${label}
      aria-rowcount=${total + 1}
      aria-colcount=${columns.length + 2}
      aria-activedescendant=${total > 0 && !editing ? `cell-${at.index}-${at.column}` : null}
      aria-busy=${windows.total === null}
      onKeyDown=${keys}
    >
      <div class="grid-head" role="row" aria-rowindex="1" style=${{ width: `${width}px` }}>
        <span role="columnheader" class="fixed number" aria-colindex="1" style=${{ width: `${NUMBER_WIDTH}px` }}>Row</span>
        <span role="columnheader" class="fixed state" aria-colindex="2" style=${{ width: `${STATE_WIDTH}px`, left: `${NUMBER_WIDTH}px` }}>State</span>
        ${shownColumns.map((column) => html`<span role="columnheader" class="cell" key=${column} aria-colindex=${column + 3} title=${columns[column]} style=${{ width: `${cellWidth}px`, left: `${NUMBER_WIDTH + STATE_WIDTH + column * cellWidth}px` }}>${columns[column]}</span>`)}
      </div>
      <div class="grid-body" role="rowgroup" style=${{ height: `${tall}px`, width: `${width}px` }}>
        <div class="grid-window" role="presentation" style=${{ transform: `translateY(${shift}px)` }}>
          ${Array.from({ length: Math.max(0, count) }, (_, i) => firstShown + i).map((index) => {
            const row = windows.row(index);
            return html`<${GridRow} key=${index} index=${index} row=${row} columns=${shownColumns} width=${width} cellWidth=${cellWidth} at=${at.index === index ? at.column : null} editing=${editing?.index === index ? editing : null} type=${(text) => setEditing({ ...editing, text })} settle=${settle} leave=${leave} choose=${(column) => go(index, column)} edit=${edit} look=${look} names=${columns} />`;
          })}
        </div>
      </div>
      ${windows.total === 0 && html`<p class="grid-empty muted">No such rows.</p>`}
    </div>
  `;
}

function GridRow({ index, row, columns, width, cellWidth, at, editing, type, settle, leave, choose, edit, look, names }) {
  const wrong = new Map((row?.problems ?? []).filter((problem) => problem.column !== null).map((problem) => [problem.column, problem]));
  return html`
    <div role="row" class=${`grid-row ${at !== null ? "current" : ""}`} aria-rowindex=${index + 2} style=${{ width: `${width}px` }}>
      <span role="rowheader" class="fixed number" aria-colindex="1" style=${{ width: `${NUMBER_WIDTH}px` }}>${row ? amount(row.row) : "…"}</span>
      <span role="gridcell" class="fixed state" aria-colindex="2" style=${{ width: `${STATE_WIDTH}px`, left: `${NUMBER_WIDTH}px` }} onClick=${() => row && look?.(row)}>${row && html`<${RowState} row=${row} />`}</span>
      ${columns.map((column) => {
        const isAt = at === column;
        const problem = wrong.get(column);
        const isEdited = row?.edited.includes(column);
        return html`
          <span
            role="gridcell"
            key=${column}
            id=${`cell-${index}-${column}`}
            class=${`grid-cell ${isAt ? "at" : ""} ${problem ? "cell-wrong" : ""} ${isEdited ? "edited" : ""}`}
            aria-colindex=${column + 3}
            aria-invalid=${problem ? "true" : null}
            aria-selected=${isAt ? "true" : "false"}
            aria-readonly=${row?.locked ? "true" : null}
            title=${problem ? problem.message : null}
            style=${{ width: `${cellWidth}px`, left: `${NUMBER_WIDTH + STATE_WIDTH + column * cellWidth}px` }}
            onClick=${() => choose(column)}
            onDblClick=${edit}
          >
            ${editing?.column === column
              ? html`<${CellInput} text=${editing.text} name=${names[column]} type=${type} settle=${settle} leave=${leave} />`
              : html`<span class="cell">${row ? textOf(row, column) : ""}</span>${problem && html`<span class="visually-hidden">${` (wrong: ${problem.message})`}</span>`}${isEdited && html`<span class="visually-hidden"> (changed)</span>`}`}
          </span>
        `;
      })}
    </div>
  `;
}

/** A record that cannot be taken apart stands in the first column. */
const textOf = (row, column) => (row.record !== null && column === 0 ? row.record : (row.cells[column] ?? ""));

function RowState({ row }) {
  if (row.status && !(row.problems.length > 0 && row.status === "not_sent")) {
    return html`<span class=${`badge ${row.status}`}>${wordOf(row.status)}</span>`;
  }
  if (row.problems.length > 0) {
    return html`<span class="badge invalid">invalid</span>`;
  }
  return row.skipped ? html`<span class="badge skipped">skipped</span>` : html`<span class="badge valid">valid</span>`;
}

function CellInput({ text, name, type, settle, leave }) {
  const place = useRef(null);
  useEffect(() => {
    place.current.focus();
    place.current.select();
  }, []);
  const keys = (event) => {
    event.stopPropagation();
    const moves = { Enter: { rows: event.shiftKey ? -1 : 1, columns: 0 }, Tab: { rows: 0, columns: event.shiftKey ? -1 : 1 } };
    if (moves[event.key]) {
      event.preventDefault();
      settle(moves[event.key]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    }
  };
  return html`<input ref=${place} class="cell-input" aria-label=${`New text of ${name}`} value=${text} spellcheck=${false} autocomplete="off" onInput=${(event) => type(event.target.value)} onKeyDown=${keys} onBlur=${() => settle(null)} />`;
}

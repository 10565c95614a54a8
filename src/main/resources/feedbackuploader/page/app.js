// The page: which screen stands in it, and the state of the file that it shows. Nothing is kept here that the server
// does not say.

import { html, render, useCallback, useEffect, useErrorBoundary, useRef, useState } from "./lib/htm-preact.js";
import { follow, get, path, post } from "./api.js";
import { Header } from "./parts/header.js";
import { Failure } from "./parts/failure.js";
import { Announcer, announce } from "./parts/announcer.js";
import { KeyDialog } from "./screens/key.js";
import { Start } from "./screens/start.js";
import { FileScreens } from "./screens/file.js";

/** `#/files/ID/STEP`. */
function useRoute() {
  const read = () => {
    const [, id, step] = location.hash.match(/^#\/files\/([^/]+)(?:\/(\w+))?/) ?? [];
    return { id: id ? decodeURIComponent(id) : null, step: step ?? null };
  };
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const changed = () => setRoute(read());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

/**
 * The state of one file, fetched again whenever the server says that it changed. Choices are shown at once and told to
 * the server one after the other, so that none undoes another that is still on its way.
 */
function useFile(id, changes, fail) {
  const [file, setFile] = useState(null);
  const asked = useRef(0);
  const untold = useRef({ count: 0, choices: null, told: Promise.resolve() });
  const take = useCallback((state) => {
    const { count, choices } = untold.current;
    const next = count > 0 ? { ...state, choices, stage: "checking" } : state;
    setFile((shown) => (shown && shown.id === next.id && shown.version > next.version ? shown : next));
  }, []);
  const choose = useCallback(
    (choices, isAdvised) => {
      const mine = untold.current;
      mine.count++;
      mine.choices = choices;
      setFile((shown) => ({ ...shown, choices, stage: "checking" }));
      const told = mine.told.then(() => post(path({ id }, "choices"), { choices, advised: isAdvised }));
      mine.told = told.catch(() => {}).finally(() => mine.count--);
      return mine.told.then(() => told);
    },
    [id],
  );
  useEffect(() => {
    if (!id) {
      setFile(null);
      return;
    }
    const mine = ++asked.current;
    get(path({ id }))
      .then((state) => mine === asked.current && take(state))
      .catch((e) => mine === asked.current && fail(e));
  }, [id, changes]);
  return [file && file.id === id ? file : null, take, choose];
}

function Page() {
  const route = useRoute();
  const [session, setSession] = useState(null);
  const [options, setOptions] = useState([]);
  const [mappings, setMappings] = useState([]);
  const [failure, setFailure] = useState(null);
  const [isConnected, setConnected] = useState(true);
  const [isAskingForKey, askForKey] = useState(false);
  const [changes, setChanges] = useState(0);
  const shownId = useRef(null);
  shownId.current = route.id;
  const [file, takeFile, choose] = useFile(route.id, changes, setFailure);

  useEffect(() => {
    get("api/session").then(setSession).catch(setFailure);
    get("api/options").then(setOptions).catch(setFailure);
    get("api/mappings").then(setMappings).catch(setFailure);
  }, []);

  useEffect(
    () =>
      follow(
        ({ id }) => (id === shownId.current || !shownId.current) && setChanges((count) => count + 1),
        (isThere) => {
          setConnected(isThere);
          if (isThere) {
            setFailure(null);
            setChanges((count) => count + 1); // what happened meanwhile
          }
        },
      ),
    [],
  );

  useEffect(() => {
    const back = () => setChanges((count) => count + 1); // the file may have been changed in another program
    addEventListener("focus", back);
    return () => removeEventListener("focus", back);
  }, []);

  /** Does one thing to the shown file; resolves to whether it was done. */
  const act = async (action, body) => {
    try {
      const state = action === "choices" ? await choose(body.choices, body.isAdvised ?? false) : await post(path({ id: route.id }, action), body);
      takeFile(state.state ?? state);
      setFailure(null);
      return true;
    } catch (e) {
      setFailure(e);
      announce(e.message);
      setChanges((count) => count + 1); // what was shown at once may not stand
      return false;
    }
  };

  const [defect] = useErrorBoundary();
  if (defect) {
    return html`<${Defect} defect=${defect} />`;
  }
  const context = { session, options, mappings, file, act, takeFile, failure, fail: setFailure, askForKey, changes };

  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <${Header} session=${session} file=${file} askForKey=${askForKey} />
    ${!isConnected && html`<${Failure} sentence="No connection to the program. It keeps all that it has done, and an upload that runs goes on. If you ended it, start it again and use the link that it prints." />`}
    ${failure && isConnected && html`<${Failure} sentence=${failure.message} close=${() => setFailure(null)} />`}
    <main id="main" tabindex="-1">
      ${route.id ? html`<${FileScreens} ...${context} step=${route.step} />` : html`<${Start} ...${context} />`}
    </main>
    ${isAskingForKey && html`<${KeyDialog} session=${session} take=${setSession} close=${() => askForKey(false)} />`}
    <${Announcer} />
  `;
}

/** Rather said than a page that stands still. */
function Defect({ defect }) {
  return html`
    <main class="pad">
      <h1>The page has a defect</h1>
      <p>Nothing is lost: the program goes on, and what it knows is on the disk. Load the page anew to go on.</p>
      <p class="muted mono">${String(defect)}</p>
      <p><button class="primary" onClick=${() => location.reload()}>Load the page anew</button></p>
    </main>
  `;
}

/** The fragment is the route. */
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

try {
  localStorage.setItem("page", location.pathname); // for again.js
} catch {
  // a browser that keeps nothing
}
const place = document.getElementById("page");
place.replaceChildren();
render(html`<${Page} />`, place);

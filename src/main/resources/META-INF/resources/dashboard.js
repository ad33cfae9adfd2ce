// The dashboard: what the HTTP API says, in tables. Everything shown goes in as text, never as HTML.

const main = document.getElementById("main");
const notice = document.getElementById("notice");
const TASK_STATES = ["claimed", "ready", "landed", "done", "failed"];
const MOST_EVENTS = 300;
let view = 0; // which page is being looked at; loops of an earlier one end

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.map((child) => child ?? ""));
  return element;
}

const table = (heads, rows) =>
  el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", {}, head)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, cell))))));

const state = (name) => el("span", { class: `state ${name}` }, name);
const tile = (name, value) => el("div", { class: "tile" }, el("b", {}, String(value)), name);
const time = (text) => (text ? new Date(text).toLocaleString() : "");
const short = (text, most = 120) => (text && text.length > most ? text.slice(0, most) + "…" : text);
const count = (number) => Number(number).toLocaleString();
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const path = (...parts) => "runs/" + parts.map(encodeURIComponent).join("/");

async function ask(url, options) {
  const answer = await fetch(url, options);
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.detail), { status: answer.status });
  return body;
}

// Repeats `step` until it returns false or another page is looked at; failures are shown and retried.
async function whileShown(step) {
  const mine = view;
  while (mine === view) {
    try {
      if ((await step(() => mine === view)) === false) return;
      notice.textContent = "";
    } catch (error) {
      if (mine !== view) return;
      notice.textContent = `${error.message}; trying again`;
      if (error.status === 404) return;
      await sleep(3000);
    }
  }
}

function showRuns() {
  const body = el("div", {}, "…");
  main.replaceChildren(el("h2", {}, "Runs"), body);
  whileShown(async (shown) => {
    const page = await ask("runs?limit=50");
    if (!shown()) return;
    body.replaceChildren(
      page.items.length
        ? table(["run", "state", "goal", "tasks landed", "created"],
            page.items.map((run) => [
              el("a", { href: `#/${run.id}`, class: "mono" }, run.id),
              state(run.state), short(run.goal), count(run.tasks.landed), time(run.createdAt)]))
        : el("p", {}, "No runs yet. Start one with ", el("code", {}, "./shoal run --repo URL --goal TEXT"), "."));
    await sleep(3000);
  });
}

function showRun(id) {
  const parts = { head: el("div"), plans: el("div"), tasks: el("div"), landings: el("div") };
  const events = el("div", { class: "log" }, table(["time", "what", "about", ""], []));
  const filter = el("select", { "aria-label": "state of tasks", onchange: () => refresh() },
    ...TASK_STATES.map((name) => el("option", {}, name)));
  main.replaceChildren(parts.head,
    el("h2", {}, "Plans"), parts.plans,
    el("h2", {}, "Tasks ", filter), parts.tasks,
    el("h2", {}, "Newest landings"), parts.landings,
    el("h2", {}, "Events"), events);

  const transcript = (subject) =>
    el("a", { href: path(id, "transcripts", subject), class: "mono", target: "_blank" }, subject);

  async function refresh() {
    const run = await ask(path(id));
    const after = Math.max(-1, run.trunk.position - 15);
    const [plans, tasks, landings] = await Promise.all([
      ask(path(id, "plans")),
      ask(path(id, "tasks") + `?state=${filter.value}`),
      ask(path(id, "landings") + `?after=${after}`)]);
    parts.head.replaceChildren(...head(run, refresh));
    parts.plans.replaceChildren(table(["plan", "state", "scope", "round", "open"],
      plans.items.map((plan) => [
        transcript(plan.id), state(plan.state), short(plan.scope), plan.round, plan.open.length])));
    parts.tasks.replaceChildren(table(["task", "state", "title", "attempt", "handoff"],
      tasks.items.map((task) => [
        transcript(task.id), state(task.state), short(task.title), task.attempt, short(task.handoff, 300)])),
      tasks.next ? el("p", {}, "and more") : "");
    parts.landings.replaceChildren(table(["position", "commit", "task", "time"],
      landings.items.reverse().map((landing) => [
        landing.position, el("span", { class: "mono" }, landing.commit.slice(0, 12)),
        landing.task ?? "seed", time(landing.at)])));
    return run;
  }

  whileShown(async (shown) => {
    await refresh();
    if (shown()) await sleep(2000);
  });

  let after = "";
  const rows = events.querySelector("tbody");
  whileShown(async (shown) => {
    const page = await ask(path(id, "events") + `?wait=20&after=${encodeURIComponent(after)}`);
    if (!shown()) return;
    after = page.next ?? after;
    for (const event of page.items) {
      rows.prepend(el("tr", {}, ...[time(event.at), event.kind, event.subject, short(event.text, 300)]
        .map((cell) => el("td", {}, cell))));
    }
    while (rows.children.length > MOST_EVENTS) rows.lastChild.remove();
  });
}

function head(run, refresh) {
  const act = async (what) => {
    try {
      await ask(path(run.id, what), { method: "POST" });
      await refresh();
    } catch (error) {
      notice.textContent = error.message;
    }
  };
  const stop = () => confirm(`Stop run ${run.id}? What has landed stays.`) && act("stop");
  const button = (shown, name, action) => (shown ? el("button", { onclick: action }, name) : "");
  return [
    el("h2", {}, el("span", { class: "mono" }, run.id), " ", state(run.state), " ",
      button(run.state === "running", "Pause", () => act("pause")), " ",
      button(["paused", "exhausted"].includes(run.state), "Resume", () => act("resume")), " ",
      button(!run.endedAt, "Stop", stop)),
    el("p", {}, run.repository, " → ", el("code", {}, run.target)),
    run.reason ? el("p", {}, run.reason) : "",
    run.verdict ? el("p", {}, `Judge: ${run.verdict.decision}. ${run.verdict.reason}`) : "",
    el("div", { class: "goal" }, run.goal),
    el("h2", {}, "Progress"),
    el("div", { class: "tiles" },
      tile("cycle", run.cycle),
      ...Object.entries(run.tasks).map(([name, number]) => tile(`tasks ${name}`, count(number))),
      tile("on the trunk", count(Math.max(0, run.trunk.position))),
      tile("mirrored", count(Math.max(0, run.trunk.mirrored))),
      tile("conflicts", count(run.conflicts)),
      tile("tokens", count(run.spent.inputTokens + run.spent.outputTokens)),
      tile("spent", `$${run.spent.usd.toFixed(2)}`)),
  ];
}

function route() {
  view++;
  notice.textContent = "";
  const id = decodeURIComponent(location.hash.replace(/^#\/?/, ""));
  if (id) showRun(id);
  else showRuns();
}

addEventListener("hashchange", route);
route();

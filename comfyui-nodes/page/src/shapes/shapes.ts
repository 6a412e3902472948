// The canvas that knows: asks the server what the networks on it give, and shows the answer.

import { post, Refused } from "../ask.ts";
import { app, liteGraph, rootGraph, type CanvasNode } from "../comfy.ts";
import type { CanvasTold, Repair } from "../messages.ts";
import { say } from "../words.ts";
import { Announcer } from "./announcing.ts";
import { Asker } from "./asking.ts";
import { download, type Form } from "./exporting.ts";
import { isHeard } from "./kinds.ts";
import { Layers } from "./layers.ts";
import { Overlay } from "./overlay.ts";
import { wayTo } from "../places.ts";
import { mend } from "./repairing.ts";
import { mostOf, problemAfter, problemsOf } from "./seen.ts";
import { problemText, spoken } from "./sentences.ts";
import { batchSize, cost, setBatchSize, setCost, showsShapes } from "./settings.ts";
import { costAfter } from "./scale.ts";
import { stripped } from "./stripping.ts";
import { COST_WORDS, Summary } from "./summary.ts";
import { timed } from "./timing.ts";
import { Watch } from "./watching.ts";

/** Milliseconds without an edit after which the server is asked. */
const REST = 120;
/** Milliseconds after which a server that did not answer is asked again. */
const PATIENCE = 5000;

export class Shapes {
  readonly #layers = new Layers();
  readonly #announcer = new Announcer();
  readonly #overlay = new Overlay(this.#layers, (repair) => this.#apply(repair));
  readonly #summary = new Summary({
    nextProblem: () => this.nextProblem(),
    cost: setCost,
    batchSize: setBatchSize,
    export: (node, form) => void download(node, form),
  });
  readonly #asker = new Asker<CanvasTold>(
    {
      question: () => timed("netwright.question", () => this.#question()),
      ask: (question, signal) => post("/canvas/shapes", JSON.parse(question), signal),
      told: (told) => timed("netwright.told", () => this.#told(told)),
      failed: (error) => this.#failed(error),
    },
    REST,
    PATIENCE,
  );
  readonly #watch = new Watch({
    changed: () => this.#asker.soon(),
    empty: () => this.#empty(),
    moved: () => this.#show(),
    entered: (from, node, into) => this.#overlay.entered.note(from, node, into),
    ran: () => this.#askAnew(),
    selected: () => this.#announceSelected(),
    drawn: () => timed("netwright.frame", () => this.#overlay.frame()),
    ticked: () => this.#ticked(),
  });
  #asked = "";
  #known: CanvasTold | null = null;
  #notice = "";
  /** A server without the route: an older pack than the page, until it is started anew. */
  #deaf = false;
  #at: string | null = null;

  constructor() {
    this.#layers.corner.append(this.#summary.element);
    this.settingsChanged();
  }

  settingsChanged(): void {
    const on = showsShapes() && !this.#deaf;
    this.#layers.show(on);
    if (on) {
      this.#watch.start();
    } else {
      this.#watch.stop();
      this.#empty();
    }
    this.#show();
  }

  /** Go to the problem after the one that was gone to last. */
  nextProblem(): void {
    const problems = this.#known ? problemsOf(this.#known) : [];
    this.#at = problemAfter(problems, this.#at);
    const node = this.#at === null ? undefined : this.#goTo(this.#at);
    const problem = this.#at === null ? null : this.#known?.nodes[this.#at]?.problem;
    if (!node || !problem) {
      this.#announcer.now(say("shapesNoProblems"));
      return;
    }
    this.#announcer.now(`${node.title}: ${problemText(problem)}`);
    this.#overlay.focusProblem(node);
  }

  /** Apply the first repair of the selected node, or of the problem that was gone to. */
  applyFix(): void {
    const selected = this.#selected();
    const path = selected ? this.#overlay.pathOf(selected) : this.#at;
    const here = path === null ? null : this.#known?.nodes[path]?.problem;
    const problem = here ?? this.#onlyProblem();
    const repair = problem?.repairs[0];
    if (repair) this.#apply(repair);
    else this.#announcer.now(say(problem ? "shapesNoRepair" : "shapesNoProblems"));
  }

  readShape(): void {
    const node = this.#selected();
    const seen = node && this.#overlay.seenOf(node);
    this.#announcer.now(seen ? spoken(node.title, seen.told) : say("shapesSelectLayer"));
  }

  nextCost(): void {
    const next = costAfter(cost());
    setCost(next);
    this.#announcer.now(say("shapesColoursNow", { cost: say(COST_WORDS[next]) }));
  }

  /** Download the network up to the selected node, or the first network of the canvas. */
  export(form: Form): void {
    const node = this.#selected();
    const known = node && this.#overlay.seenOf(node);
    const path = known?.path ?? this.#known?.networks[0]?.node;
    if (path === undefined) this.#announcer.now(say("shapesNoNetwork"));
    else void download(path, form);
  }

  pathOf(node: CanvasNode): string {
    return this.#overlay.pathOf(node);
  }

  #askAnew(): void {
    if (!this.#known) return;
    this.#asked = "";
    this.#asker.soon();
  }

  #question(): string | null {
    // What is asked must be what was seen: a workflow that is just being loaded is empty at first.
    if (!this.#watch.isThere()) return null;
    const workflow = stripped(rootGraph().serialize(), isHeard);
    const question = JSON.stringify({ workflow, batch_size: batchSize() });
    if (question === this.#asked) return null;
    this.#asked = question;
    return question;
  }

  #told(told: CanvasTold): void {
    this.#announceChange(told);
    this.#known = told;
    this.#notice = "";
    this.#show();
  }

  #failed(error: unknown): boolean {
    this.#asked = "";
    const status = error instanceof Refused ? error.status : 0;
    this.#notice = status === 400 ? (error as Refused).message : say("shapesNoServer");
    this.#deaf = status === 404 || status === 405;
    if (this.#deaf) this.settingsChanged();
    else this.#show();
    return status === 0 || status >= 500;
  }

  #empty(): void {
    this.#asker.stop();
    this.#asked = "";
    this.#known = null;
    this.#notice = "";
    this.#show();
  }

  #ticked(): void {
    if (liteGraph().vueNodesMode) this.#overlay.greyInferred();
    this.#overlay.frame();
    this.#overlay.arrange();
  }

  #show(): void {
    const told = this.#known;
    const now = cost();
    this.#overlay.show(told, now);
    this.#summary.write({
      told,
      problems: told ? problemsOf(told).length : 0,
      cost: now,
      most: told && now !== "off" ? mostOf(told, now) : 0,
      batchSize: batchSize(),
      notice: this.#notice,
    });
  }

  #apply(repair: Repair): void {
    const done = mend(repair);
    this.#announcer.now(say(done ? "shapesMended" : "shapesNotMended", { repair: repair.label }));
    this.#watch.again();
  }

  #announceChange(told: CanvasTold): void {
    const before = this.#known ? problemsOf(this.#known) : [];
    const now = problemsOf(told);
    const added = now.filter((path) => told.nodes[path]?.problem?.message
      !== this.#known?.nodes[path]?.problem?.message);
    const [first] = added;
    if (first !== undefined) {
      const title = wayTo(rootGraph(), first)?.at(-1)?.title ?? first;
      this.#announcer.say(spoken(title, told.nodes[first]!));
    } else if (before.length > 0 && now.length === 0) {
      this.#announcer.say(say("shapesAllFit"));
    }
  }

  #announceSelected(): void {
    const node = this.#selected();
    const seen = node && this.#overlay.seenOf(node);
    if (seen) this.#announcer.say(spoken(node.title, seen.told));
  }

  #selected(): CanvasNode | undefined {
    // What was selected in a workflow that is closed may be among them still.
    const items = [...app.canvas.selectedItems] as CanvasNode[];
    const [selected, ...others] = items.filter((item) => app.canvas.graph?.nodes.includes(item));
    return others.length === 0 ? selected : undefined;
  }

  #onlyProblem() {
    const problems = this.#known ? problemsOf(this.#known) : [];
    return problems.length === 1 ? this.#known?.nodes[problems[0]!]?.problem : null;
  }

  /** Look at a node, in the subgraph where it is. */
  #goTo(path: string): CanvasNode | undefined {
    const way = wayTo(rootGraph(), path);
    const node = way?.pop();
    if (!way || !node?.graph) return undefined;
    const { canvas } = app;
    if (canvas.graph !== node.graph) {
      if (canvas.graph !== rootGraph()) canvas.setGraph(rootGraph());
      for (const host of way) if (host.subgraph) canvas.openSubgraph(host.subgraph, host);
      this.#watch.look();
    }
    canvas.deselectAll();
    canvas.select(node);
    canvas.centerOnNode(node);
    return node;
  }
}

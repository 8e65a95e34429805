/** Graph -> kernels: one loop nest for every stored node, elementwise ones of one domain sharing a pass. */
import { NablaError } from "../base/errors.ts";
import { type Shape, sameShape, sizeOf } from "../base/shape.ts";
import type { Graph } from "../ir/graph.ts";
import { topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { rowOf } from "../ops/table.ts";
import { type AxisMap, accessOf, identityMaps, isAbsorbed, isIdentity, mapsKey, throughView } from "./access.ts";
import { contractKernel, type Operand } from "./contract.ts";
import { isMemory, isRelabelled, storedNodes } from "./fuse.ts";
import { type Access, accesses, type Expression, type Kernel, type Place, type Store, type Value } from "./kernel.ts";
import { type Donated, updatesInPlace } from "./updates.ts";

/** Where a function's inputs and outputs lie, decided by the caller. */
export interface Placement {
  readonly inputs: readonly Place[];
  readonly outputs: readonly Place[];
  readonly donated: Donated;
}

export interface Built {
  readonly inputs: Value[];
  readonly outputs: Value[];
  readonly constants: { value: Value; data: ArrayLike<number> }[];
  readonly kernels: Kernel[];
  readonly commit: number;
}

/** A pass in the making: its stores, and the expressions it shares among them. */
interface Pass {
  readonly kind: "pass";
  readonly domain: Shape;
  readonly stores: Store[];
  readonly memo: Map<string, Expression>;
  /** Nodes this pass computes at every point of its domain, readable without memory. */
  readonly computed: Map<Node, Expression>;
}

export function buildKernels(graph: Graph, placement: Placement, tile: number): Built {
  return new Builder(graph, placement, tile).build();
}

class Builder {
  private readonly homes = new Map<Node, { value: Value; shape: Shape }>();
  private readonly passes: (Kernel | Pass)[] = [];
  private readonly constants: { value: Value; data: ArrayLike<number> }[] = [];
  private readonly stored: Set<Node>;
  private readonly writers = new Map<Value, number>();
  private values = 0;
  private readonly graph: Graph;
  private readonly placement: Placement;
  private readonly tile: number;

  constructor(graph: Graph, placement: Placement, tile: number) {
    this.graph = graph;
    this.placement = placement;
    this.tile = tile;
    this.stored = storedNodes(graph);
  }

  build(): Built {
    const { graph, placement } = this;
    const inputs = graph.inputs.map((node, i) => this.home(node, `input ${i}`, placement.inputs[i]));
    for (const value of inputs) this.writers.set(value, -1);
    const updates = updatesInPlace(graph, placement.donated, this.stored);
    const needed = this.neededBesides(updates);
    const order = topological(graph.outputs);
    const outputs = graph.outputs.map((node, i) => this.outputValue(node, i));
    for (const node of order) if (needed.has(node)) this.compute(node);
    graph.outputs.forEach((node, i) => {
      if (placement.donated[i] === undefined && this.homes.get(node)?.value !== outputs[i]) this.copy(node, outputs[i]);
    });
    const staged = this.stage(updates);
    const commit = this.passes.length;
    this.commit(updates, staged, outputs);
    return { inputs, outputs, constants: this.constants, kernels: this.passes.map(finish), commit };
  }

  /** Stored nodes to compute before anything is overwritten. */
  private neededBesides(updates: ReadonlySet<number>): Set<Node> {
    const inPlace = new Set([...updates].map((i) => this.graph.outputs[i]));
    const needed = new Set<Node>();
    for (const node of topological(this.graph.outputs)) {
      if (this.stored.has(node) && !inPlace.has(node)) needed.add(node);
      else if (isMemory(node) || isRelabelled(node)) needed.add(node);
    }
    for (const node of inPlace) this.stored.delete(node);
    return needed;
  }

  /** Copies aside what an overwritten input is to become, where that is itself only seen through inputs. */
  private stage(updates: ReadonlySet<number>): Map<number, Value> {
    const { donated } = this.placement;
    const staged = new Map<number, Value>();
    this.graph.outputs.forEach((node, i) => {
      const input = donated[i];
      if (input === undefined || updates.has(i) || node === this.graph.inputs[input]) return;
      const own = this.stored.has(node) ? this.homes.get(node)?.value : undefined;
      const value = own ?? this.value(node, `next of input ${input}`);
      if (own === undefined) this.copy(node, value);
      staged.set(i, value);
    });
    return staged;
  }

  private commit(updates: ReadonlySet<number>, staged: ReadonlyMap<number, Value>, outputs: readonly Value[]): void {
    const start = this.passes.length;
    for (const i of updates) {
      const node = this.graph.outputs[i];
      const maps = identityMaps(node.shape.length);
      const access = accessOf(outputs[i], node.shape, maps, maps.length, this.tile);
      const pass = this.passOver(node.shape, start);
      pass.stores.push({ access, expression: this.expression(node, maps, pass) });
    }
    // Updates in place may still read what these overwrite.
    const afterUpdates = this.passes.length;
    for (const [i, value] of staged) {
      const { shape, dtype } = this.graph.outputs[i];
      const maps = identityMaps(shape.length);
      const from = accessOf(value, shape, maps, maps.length, this.tile);
      const to = accessOf(outputs[i], shape, maps, maps.length, this.tile);
      this.passOver(shape, afterUpdates).stores.push({ access: to, expression: { kind: "load", access: from, dtype } });
    }
  }

  private passOver(domain: Shape, from: number): Pass {
    const open = this.passes.slice(from).find((pass) => pass.kind === "pass" && sameShape(pass.domain, domain));
    return (open as Pass | undefined) ?? this.newPass(domain);
  }

  private newPass(domain: Shape): Pass {
    const pass: Pass = { kind: "pass", domain, stores: [], memo: new Map(), computed: new Map() };
    this.passes.push(pass);
    return pass;
  }

  private outputValue(node: Node, i: number): Value {
    const place = this.placement.outputs[i];
    const known = this.homes.get(node);
    const alone = this.graph.outputs.indexOf(node) === i && this.placement.donated[i] === undefined;
    if (alone && known === undefined && this.stored.has(node)) return this.home(node, `output ${i}`, place);
    return this.value(node, `output ${i}`, place);
  }

  private value(node: Node, label: string, place: Place = { kind: "unplaced" }): Value {
    return { id: this.values++, dtype: node.dtype, shape: node.shape, label, place };
  }

  private home(node: Node, label: string, place?: Place): Value {
    const value = this.value(node, label, place);
    this.homes.set(node, { value, shape: node.shape });
    return value;
  }

  private valueOf(node: Node): Value {
    return this.homes.get(node)?.value ?? this.home(node, node.op);
  }

  /** Adds the kernels that fill a stored node. */
  private compute(node: Node): void {
    if (node.op === "input") return;
    if (node.op === "array") {
      const value = this.valueOf(node);
      this.constants.push({ value, data: node.attributes.data as unknown as ArrayLike<number> });
      this.writers.set(value, -1);
      return;
    }
    if (isRelabelled(node)) {
      const base = this.homes.get(node.inputs[0]);
      if (base === undefined) throw new NablaError("internal", `reshape of a value without storage: ${node.op}`);
      this.homes.set(node, { value: base.value, shape: node.shape });
      return;
    }
    switch (rowOf(node).kind) {
      case "reduce":
        this.reduce(node);
        return;
      case "contract":
        this.add(contractKernel(node, (operand) => this.operand(operand), this.valueOf(node), this.tile));
        this.wrote(this.valueOf(node));
        return;
      case "gather":
      case "scatter":
        this.index(node);
        return;
      default:
        if (node.op === "concat") this.concat(node);
        else if (node.op === "pad") this.pad(node);
        else this.elementwise(node);
    }
  }

  private add(kernel: Kernel): void {
    this.passes.push(kernel);
  }

  private wrote(value: Value): void {
    this.writers.set(value, this.passes.length - 1);
  }

  private elementwise(node: Node): void {
    const maps = identityMaps(node.shape.length);
    const pass = this.joinable(node) ?? this.newPass(node.shape);
    const expression = this.expression(node, maps, pass, true);
    const value = this.valueOf(node);
    pass.stores.push({ access: accessOf(value, node.shape, maps, maps.length, this.tile), expression });
    pass.computed.set(node, expression);
    this.writers.set(value, this.passes.indexOf(pass));
  }

  /** The last pass over the same domain, if all that this node reads precedes it or is computed in it, in place. */
  private joinable(node: Node): Pass | undefined {
    for (let at = this.passes.length - 1; at >= 0; at--) {
      const pass = this.passes[at];
      if (pass.kind !== "pass" || !sameShape(pass.domain, node.shape)) continue;
      const trial = this.expression(node, identityMaps(node.shape.length), { ...pass, memo: new Map() }, true);
      const ready = accesses(trial).every((access) => (this.writers.get(access.value) ?? -1) < at);
      return ready ? pass : undefined;
    }
    return undefined;
  }

  private copy(node: Node, value: Value): void {
    const maps = identityMaps(node.shape.length);
    const pass = this.newPass(node.shape);
    const access = accessOf(value, node.shape, maps, maps.length, this.tile);
    pass.stores.push({ access, expression: this.expression(node, maps, pass) });
    this.writers.set(value, this.passes.indexOf(pass));
  }

  private reduce(node: Node): void {
    const input = node.inputs[0];
    const axes = node.attributes.axes as readonly number[];
    const kept = input.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const maps = kept.map((axis) => ({ axis, scale: 1, offset: 0 }));
    const value = this.valueOf(node);
    const access = accessOf(value, node.shape, maps, input.shape.length, this.tile);
    const pass = { computed: new Map<Node, Expression>(), memo: new Map<string, Expression>(), domain: input.shape };
    const expression = this.expression(input, identityMaps(input.shape.length), pass);
    this.add({ kind: "reduce", op: node.op, domain: input.shape, reduced: axes, store: { access, expression } });
    this.wrote(value);
  }

  private index(node: Node): void {
    const [source, index] = node.inputs;
    const batch = node.attributes.batch as number;
    const scatter = node.op !== "gather";
    const wide = scatter ? node.shape : source.shape;
    const size = wide[batch];
    this.add({
      kind: scatter ? "scatter" : "gather",
      source: this.whole(source),
      index: this.whole(index),
      result: this.valueOf(node),
      batch: index.shape.slice(0, batch),
      picks: index.shape.slice(batch),
      size,
      rest: sizeOf(wide.slice(batch + 1)),
    });
    this.wrote(this.valueOf(node));
  }

  private concat(node: Node): void {
    const axis = node.attributes.axis as number;
    const value = this.valueOf(node);
    let start = 0;
    for (const input of node.inputs) {
      this.region(input, value, node, (i) => (i === axis ? start : 0));
      start += input.shape[axis];
    }
  }

  private pad(node: Node): void {
    const before = node.attributes.before as readonly number[];
    const value = this.valueOf(node);
    const zero = this.newPass(node.shape);
    const maps = identityMaps(node.shape.length);
    const access = accessOf(value, node.shape, maps, maps.length, this.tile);
    zero.stores.push({ access, expression: { kind: "constant", number: 0, dtype: node.dtype } });
    this.region(node.inputs[0], value, node, (axis) => before[axis]);
  }

  /** Writes `input` into the part of `value` that begins at `start`. */
  private region(input: Node, value: Value, node: Node, start: (axis: number) => number): void {
    const maps = input.shape.map((_, axis) => ({ axis, scale: 1, offset: start(axis) }));
    const pass = this.newPass(input.shape);
    const access = accessOf(value, node.shape, maps, maps.length, this.tile);
    pass.stores.push({ access, expression: this.expression(input, identityMaps(input.shape.length), pass) });
    this.wrote(value);
  }

  /** The stored value of a node that must lie in memory as it is. */
  private whole(node: Node): Value {
    const home = this.homes.get(node);
    if (home === undefined) throw new NablaError("internal", `no storage for operand ${node.op}`);
    return home.value;
  }

  /** A contraction's operand, read through its views; `pack` copies it into the given order of axes first. */
  private operand(node: Node): Operand {
    const pack = (axes: readonly number[]): Access => {
      const shape = axes.map((axis) => node.shape[axis]);
      const packed: Value = {
        id: this.values++,
        dtype: node.dtype,
        shape,
        label: "packed",
        place: { kind: "unplaced" },
      };
      const maps = node.shape.map((_, axis) => ({ axis: axes.indexOf(axis), scale: 1, offset: 0 }));
      const pass = this.newPass(shape);
      const own = identityMaps(shape.length);
      const access = accessOf(packed, shape, own, own.length, this.tile);
      pass.stores.push({ access, expression: this.expression(node, maps, pass) });
      this.wrote(packed);
      const strides = accessOf(packed, shape, own, own.length, this.tile).strides;
      return { value: packed, strides: node.shape.map((_, axis) => strides[axes.indexOf(axis)]), offset: 0 };
    };
    return { access: this.memoryAccess(node, identityMaps(node.shape.length), node.shape.length), pack };
  }

  private memoryAccess(node: Node, maps: readonly AxisMap[], loops: number): Access {
    const home = this.homes.get(node);
    if (home !== undefined) return accessOf(home.value, home.shape, maps, loops, this.tile);
    if (rowOf(node).kind === "view" && isAbsorbed(node)) {
      return this.memoryAccess(node.inputs[0], throughView(node, maps), loops);
    }
    throw new NablaError("internal", `no storage for operand ${node.op}`);
  }

  private expression(
    node: Node,
    maps: readonly AxisMap[],
    pass: Pick<Pass, "memo" | "computed" | "domain">,
    root = false,
  ): Expression {
    const loops = pass.domain.length;
    const computed = pass.computed.get(node);
    if (computed !== undefined && isIdentity(maps, loops)) return computed;
    const key = `${node.id}:${mapsKey(maps)}`;
    const known = pass.memo.get(key);
    if (known !== undefined) return known;
    const made = this.makeExpression(node, maps, pass, root);
    pass.memo.set(key, made);
    return made;
  }

  private makeExpression(
    node: Node,
    maps: readonly AxisMap[],
    pass: Pick<Pass, "memo" | "computed" | "domain">,
    root: boolean,
  ): Expression {
    const loops = pass.domain.length;
    const home = this.homes.get(node);
    if (home !== undefined && !root && this.writers.has(home.value)) {
      return { kind: "load", access: accessOf(home.value, home.shape, maps, loops, this.tile), dtype: node.dtype };
    }
    switch (rowOf(node).kind) {
      case "source": {
        if (node.op === "constant")
          return { kind: "constant", number: node.attributes.value as number, dtype: node.dtype };
        const [map] = maps;
        return { kind: "index", axis: map.axis, scale: map.scale, offset: map.offset, dtype: node.dtype };
      }
      case "view":
        return this.expression(node.inputs[0], throughView(node, maps), pass);
      case "elementwise": {
        const inputs = node.inputs.map((input) => this.expression(input, maps, pass));
        return { kind: "apply", op: node.op, inputs, attributes: node.attributes, dtype: node.dtype };
      }
      default:
        throw new NablaError("internal", `${node.op} has no storage where it is read`);
    }
  }
}

function finish(pass: Kernel | Pass): Kernel {
  return pass.kind === "pass" ? { kind: "map", domain: pass.domain, stores: pass.stores } : pass;
}

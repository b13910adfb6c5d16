// What is drawn of the graph: the open groups, what lies in each, and the lines between.

const open = new Set([0]);

/** More tensors than this between an open group and another box are drawn as one line, and as dots inside. */
const MOST_SINGLE_LINES = 3;

/**
 * The levels to draw, outer ones first: for each open group its items and the links between them. A link's end is
 * an item or, where the tensor comes from or goes to the outside, a port at the edge of the group.
 */
function buildScene() {
    const levels = new Map();
    const waiting = [0];
    while (waiting.length > 0) {
        const group = waiting.pop();
        const level = {group, items: [], links: new Map(), ins: new Map(), outs: new Map()};
        levels.set(group, level);
        for (const item of heldBy(group)) {
            level.items.push(item);
            if (isGroup(item) && open.has(groupNumber(item))) {
                waiting.push(groupNumber(item));
            }
        }
    }
    const drawn = new Int32Array(nodeCount);
    const shown = new Int32Array(nodeCount);
    for (let node = 0; node < nodeCount; node++) {
        drawn[node] = drawnFor(node);
        shown[node] = drawn[node] === node ? shownItem(node) : -1;
    }
    const dots = new Map();
    for (const pair of pairs(drawn, shown).values()) {
        connect(levels, pair, dots);
    }
    return {levels, dots};
}

/** The items directly in an open group, in the order of the program. */
function heldBy(group) {
    const held = [];
    const waiting = [group];
    while (waiting.length > 0) {
        const g = waiting.pop();
        held.push(...groups[g].nodes);
        const repeat = groups[g].repeat;
        for (const child of repeat !== null && repeat.folded ? groups[g].children.slice(0, 1) : groups[g].children) {
            if (isDrawnThrough(child)) {
                waiting.push(child);
            } else {
                held.push(groupItem(child));
            }
        }
    }
    return held;
}

/** The box that a node is drawn as: its own, or that of the outermost closed group around it. */
function shownItem(node) {
    let item = node;
    for (let g = structure.groupOf[node]; g > 0; g = groups[g].parent) {
        if (!isDrawnThrough(g) && !open.has(g)) {
            item = groupItem(g);
        }
    }
    return item;
}

function containerOf(item) {
    const group = isGroup(item) ? groups[groupNumber(item)].parent : structure.groupOf[item];
    return group > 0 && isDrawnThrough(group) ? groupAround(group) : group;
}

/** The tensors that flow between any two boxes of one level, with where they start and end within. */
function pairs(drawn, shown) {
    const found = new Map();
    for (let e = 0; e < sources.length; e++) {
        const target = targets[e];
        const source = drawn[sources[e]];
        if (drawn[target] !== target || leadsToAnotherTurn(sources[e], target) || shown[source] === shown[target]) {
            continue;
        }
        const [from, to] = endsOnOneLevel(shown[source], shown[target]);
        const key = from * (nodeCount + groups.length) + to;
        const pair = found.get(key) ?? {from, to, tensors: new Map()};
        found.set(key, pair);
        const tensor = pair.tensors.get(source) ?? {source, start: shown[source], ends: new Set(), edge: e};
        pair.tensors.set(source, tensor);
        tensor.ends.add(shown[target]);
    }
    return found;
}

function depth(group) {
    let depth = 0;
    for (let g = group; g > 0; g = groupAround(g)) {
        depth++;
    }
    return depth;
}

function endsOnOneLevel(one, other) {
    let around = containerOf(one);
    let otherAround = containerOf(other);
    let difference = depth(around) - depth(otherAround);
    for (; difference > 0; difference--) {
        one = groupItem(around);
        around = containerOf(one);
    }
    for (; difference < 0; difference++) {
        other = groupItem(otherAround);
        otherAround = containerOf(other);
    }
    while (around !== otherAround) {
        one = groupItem(around);
        around = containerOf(one);
        other = groupItem(otherAround);
        otherAround = containerOf(other);
    }
    return [one, other];
}

function connect(levels, {from, to, tensors}, dots) {
    const level = levels.get(containerOf(from));
    const all = [...tensors.values()];
    const inside = all.some(tensor => tensor.start !== from || [...tensor.ends].some(end => end !== to));
    if (all.length > MOST_SINGLE_LINES && inside) {
        link(level, from, to, all);
        for (const tensor of all) {
            if (tensor.start !== from) {
                addDot(dots, tensor.start, 'out', to);
            }
            for (const end of tensor.ends) {
                if (end !== to) {
                    addDot(dots, end, 'in', from);
                }
            }
        }
    } else if (!inside) {
        link(level, from, to, all);
    } else {
        for (const tensor of all) {
            link(level, portFrom(levels, from, tensor), portInto(levels, to, tensor), [tensor]);
        }
    }
}

/** Leads a tensor out of the open group `item`, level by level, and gives the port where it leaves. */
function portFrom(levels, item, tensor) {
    let end = tensor.start;
    let at = tensor.start;
    while (at !== item) {
        const group = containerOf(at);
        const level = levels.get(group);
        const known = level.outs.get(tensor.source);
        const port = known ?? {group, side: 'out', tensor};
        level.outs.set(tensor.source, port);
        link(level, end, port, [tensor]);
        end = port;
        at = groupItem(group);
    }
    return end;
}

/** Leads a tensor into the open group `item` to all its ends there, and gives the port where it enters. */
function portInto(levels, item, tensor) {
    let entry = item;
    for (const final of tensor.ends) {
        let end = final;
        let at = final;
        while (at !== item) {
            const group = containerOf(at);
            const level = levels.get(group);
            const port = level.ins.get(tensor.source) ?? {group, side: 'in', tensor};
            level.ins.set(tensor.source, port);
            link(level, port, end, [{...tensor, ends: new Set([final])}]);
            end = port;
            at = groupItem(group);
        }
        entry = end;
    }
    return entry;
}

function keyOf(end) {
    return typeof end === 'number' ? end : `${end.side} ${end.group} ${end.tensor.source}`;
}

function link(level, from, to, tensors) {
    const key = keyOf(from) + '>' + keyOf(to);
    const known = level.links.get(key);
    if (known) {
        tensors.forEach(tensor => tensor.ends.forEach(end => known.ends.add(end)));
    } else {
        const ends = new Set(tensors.flatMap(tensor => [...tensor.ends]));
        level.links.set(key, {from, to, tensors, ends});
    }
}

function addDot(dots, item, side, other) {
    const known = dots.get(item) ?? {in: new Set(), out: new Set()};
    dots.set(item, known);
    known[side].add(other);
}

// Sizes of boxes, and the picture as SVG.

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 18;
const TITLE = 30;
const LINE = 16;
const MOST_LABELS = 4;
const BEHIND = 8; // how far the cards of a repeat stand out
const OUTLINE = 3.5; // how far the second outline of an output lies outside the first
const picture = document.getElementById('picture');
const world = document.getElementById('world');
const pen = document.createElement('canvas').getContext('2d');
const widths = new Map();

const boxOf = new Map(); // of an item that is drawn: {x, y, w, h, element}
let lines = []; // that are drawn: {from, to, tensors, ends, element}

function textWidth(text, font) {
    const key = font + text;
    let width = widths.get(key);
    if (width === undefined) {
        pen.font = font;
        width = pen.measureText(text).width;
        widths.set(key, width);
    }
    return width;
}

const NODE_FONT = '500 13px system-ui, sans-serif';
const SMALL_FONT = '11px system-ui, sans-serif';

/** Lays out all levels, inner ones first, draws them, and gives the size of the whole. */
function drawScene() {
    const {levels, dots} = buildScene();
    const sizes = new Map();
    for (const level of [...levels.values()].reverse()) {
        sizes.set(level.group, layOutLevel(level, sizes));
    }
    boxOf.clear();
    document.getElementById('dots').hidden = dots.size === 0;
    lines = [];
    const layers = {groups: [], edges: [], labels: [], nodes: []};
    const {width, height} = sizes.get(0);
    const places = new Map([[0, [0, 0]]]);
    for (const level of levels.values()) {
        const [x, y] = places.get(level.group);
        drawLevel(level, x, y, places, dots, layers);
    }
    world.replaceChildren(...['groups', 'edges', 'labels', 'nodes'].map(name => {
        const layer = element('g', {class: name});
        layer.append(...layers[name]);
        return layer;
    }));
    return {width, height};
}

function layOutLevel(level, sizes) {
    const ends = new Map();
    const boxes = [];
    const add = (key, box) => {
        ends.set(key, boxes.length);
        boxes.push(box);
    };
    for (const port of level.ins.values()) {
        add(keyOf(port), {port, w: 0, h: 0, foot: 0, side: 'in'});
    }
    for (const item of level.items) {
        add(item, {item, foot: 0, given: !isGroup(item) && isLeaf(item), ...sizeOf(item, sizes)});
    }
    for (const port of level.outs.values()) {
        add(keyOf(port), {port, w: 0, h: 0, foot: 0, side: 'out'});
    }
    const links = [...level.links.values()].map((link, i) => ({
        ...link,
        share: link.tensors.length === 1 ? link.tensors[0].source : -1 - i, // lines of one tensor leave at one place
        a: ends.get(keyOf(innerEnd(link.from, level.group))),
        b: ends.get(keyOf(innerEnd(link.to, level.group)))
    }));
    for (const link of links) {
        const from = boxes[link.a];
        const to = boxes[link.b];
        link.aAt = from.side || !isGroup(from.item) ? from.w / 2 : portPlace(from, link.from);
        link.bAt = to.side ? 0 : portPlace(to, link.to);
        link.text = typeof link.from === 'number' ? labelOf(link) : ''; // at a port a line goes on that has its label
    }
    boxes.forEach((box, i) => makeRoomForLabels(box, links.filter(link => link.a === i && link.text)));
    const size = layOut(boxes, links);
    const title = level.group === 0 ? 0 : titleWidth(groupItem(level.group)) + 2 * PADDING;
    const shift = Math.max(0, (title - size.width - 2 * PADDING) / 2);
    const top = level.group === 0 ? 0 : TITLE;
    const side = level.group === 0 ? 0 : PADDING;
    boxes.forEach(box => {
        box.x += side + shift;
        box.y += box.side === 'in' ? 0 : top;
        box.bottom += top;
        box.top += top;
    });
    links.forEach(link => link.points.forEach(point => {
        point[0] += side + shift;
        point[1] += top;
        point[2] += top;
    }));
    level.boxes = boxes;
    level.routes = links;
    const height = size.height + top + (level.group === 0 ? 0 : PADDING);
    const ports = new Map();
    boxes.filter(box => box.side).forEach(box => {
        ports.set(keyOf(box.port), box.x);
        box.y = box.side === 'in' ? 0 : height;
        box.top = box.side === 'in' ? 0 : box.top;
        box.bottom = box.side === 'in' ? box.bottom : height;
    });
    return {width: size.width + 2 * (side + shift), height, ports};
}

/** The labels of lines stand below the box that they leave; those of too many lines from a group are left out. */
function makeRoomForLabels(box, links) {
    if (links.length > 0) {
        const room = Math.max(...links.map(link => textWidth(link.text, SMALL_FONT))) + 9;
        const free = links.filter(link => link.aAt === undefined);
        const count = new Set(free.map(link => link.share)).size;
        if (count > MOST_LABELS) {
            free.forEach(link => link.text = '');
            return;
        }
        box.foot = 15;
        box.step = room + 3;
        box.w = Math.max(box.w, count * box.step);
        box.right = Math.max(box.w / 2, ((count || 1) - 1) * box.step / 2 + room);
    }
}

/** At this level an end within an open group is that group. */
function innerEnd(end, group) {
    return typeof end !== 'number' && end.group !== group ? groupItem(end.group) : end;
}

function portPlace(box, end) {
    return typeof end === 'number' ? undefined : box.ports?.get(keyOf(end));
}

function sizeOf(item, sizes) {
    if (!isGroup(item)) {
        return nodeSize(item);
    }
    const inner = sizes.get(groupNumber(item));
    return inner ? {w: inner.width, h: inner.height, ports: inner.ports} : closedSize(item);
}

/** The first line is large, and those below it are small. */
function nodeLines(node) {
    const {kind, shape, dtype, facts} = nodes[node];
    const output = isOutput(node);
    const rest = output ? (facts?.name ? visible(facts.name) : 'output') + ' ' : '';
    return kind === 'operation' && !output ? namesOf(node) : [...namesOf(node), rest + visible(typed(shape, dtype))];
}

function nodeSize(node) {
    const [name, ...small] = nodeLines(node);
    const text = Math.max(textWidth(name, NODE_FONT), ...small.map(line => textWidth(line, SMALL_FONT)));
    const round = nodes[node].kind !== 'operation';
    return {w: Math.ceil(text * (round ? 1.15 : 1)) + (round ? 30 : 24), h: 28 + small.length * LINE + (round ? 6 : 0)};
}

function subtitleOf(item) {
    const group = groups[groupNumber(item)];
    const operations = group.operations === 1 ? '1 operation' : `${group.operations.toLocaleString('en')} operations`;
    return group.type ? `${visible(group.type)} \u00b7 ${operations}` : operations;
}

function isDrawnOnce(item) {
    return isGroup(item) && groups[groupNumber(item)].repeat !== null && groups[groupNumber(item)].repeat.folded;
}

function countOf(item) {
    const repeat = groups[groupNumber(item)].repeat;
    return repeat === null ? '' : `\u00d7 ${repeat.turns.length}`;
}

function titleWidth(item) {
    return textWidth(`\u25b8 ${titleOf(item)}  ${countOf(item)}`, NODE_FONT) + textWidth(subtitleOf(item), SMALL_FONT) + 20;
}

function closedSize(item) {
    const title = textWidth(`\u25b8 ${titleOf(item)} ${countOf(item)}`, NODE_FONT) + 26;
    return {w: Math.ceil(Math.max(120, title, textWidth(subtitleOf(item), SMALL_FONT)) + 44), h: 48};
}

function labelOf(link) {
    if (link.tensors.length > 1) {
        return `${link.tensors.length.toLocaleString('en')} tensors`;
    }
    const edge = graph.edges[link.tensors[0].edge];
    return visible(typed(edge.shape, edge.dtype));
}

function element(name, attributes, ...children) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
}

function drawLevel(level, x, y, places, dots, layers) {
    for (const box of level.boxes) {
        if (box.side) {
            continue;
        }
        const placed = {x: x + box.x, y: y + box.y, w: box.w, h: box.h};
        boxOf.set(box.item, placed);
        const isOpen = isGroup(box.item) && open.has(groupNumber(box.item));
        placed.element = isGroup(box.item) ? drawGroup(box.item, placed, isOpen) : drawNode(box.item, placed);
        drawDots(box.item, placed, dots);
        (isOpen ? layers.groups : layers.nodes).push(placed.element);
        if (isOpen) {
            const heading = element('g', {class: 'heading', transform: placed.element.getAttribute('transform')});
            heading.dataset.item = box.item;
            heading.append(...placed.element.querySelectorAll(':scope > :not(.body, .behind)'));
            layers.nodes.push(heading); // above the lines that cross it
            places.set(groupNumber(box.item), [placed.x, placed.y]);
        }
    }
    const labelled = new Set();
    for (const link of level.routes) {
        const from = level.boxes[link.a];
        const to = level.boxes[link.b];
        const startX = x + from.x + link.aAt;
        const startY = y + from.y + from.h;
        const line = element('path', {class: lineClass(link, to), d: routeOf(link, from, to, x, y)});
        const known = {from: link.from, to: link.to, tensors: link.tensors, ends: link.ends, element: line};
        const itemAt = end => typeof end === 'number' ? end : groupItem(end.group);
        line.dataset.from = itemAt(link.from);
        line.dataset.to = itemAt(link.to);
        lines.push(known);
        layers.edges.push(line);
        const key = `${Math.round(startX)} ${link.text}`;
        if (link.text && !labelled.has(key)) {
            labelled.add(key);
            layers.labels.push(element('text', {x: startX + 5, y: startY + 13}, link.text));
        }
    }
}

function lineClass(link, to) {
    const end = to.side || isGroup(to.item) && open.has(groupNumber(to.item)) && typeof link.to !== 'number' ? '' : ' arrow';
    return 'edge' + end + (link.tensors.length > 1 ? ' several' : '') + (link.far ? ' far' : '');
}

/** Straight down where boxes are, curved between the rows. */
function routeOf(link, from, to, x, y) {
    const behind = to.item === undefined ? 0 : isDrawnOnce(to.item) ? BEHIND : !isGroup(to.item) && isOutput(to.item) ? OUTLINE : 0;
    const arrow = to.side || typeof link.to !== 'number' ? 0 : 3 + behind;
    const end = [x + to.x + link.bAt, y + Math.min(to.top, to.y - behind) - 8, y + to.y - arrow];
    const points = [...link.points.map(([px, top, bottom]) => [x + px, y + top, y + bottom]), end];
    let at = [x + from.x + link.aAt, y + from.bottom];
    let path = `M${round(at[0])} ${round(y + from.y + from.h)}V${round(at[1])}`;
    for (const [px, top, bottom] of points) {
        const middle = round((at[1] + top) / 2);
        path += `C${round(at[0])} ${middle} ${round(px)} ${middle} ${round(px)} ${round(top)}V${round(bottom)}`;
        at = [px, bottom];
    }
    return path;
}

function round(value) {
    return Math.round(value * 10) / 10;
}

function drawNode(node, {x, y, w, h}) {
    const {kind} = nodes[node];
    const output = isOutput(node);
    const group = element('g', {class: `node ${kind}${output ? ' output' : ''}`, transform: `translate(${round(x)} ${round(y)})`});
    group.dataset.item = node;
    const outline = margin => kind === 'operation'
        ? element('rect', {x: -margin, y: -margin, width: w + 2 * margin, height: h + 2 * margin, rx: 5 + margin})
        : element('ellipse', {cx: w / 2, cy: h / 2, rx: w / 2 + margin, ry: h / 2 + margin});
    if (output) {
        const second = outline(OUTLINE);
        second.setAttribute('class', 'second');
        group.append(second);
    }
    const shape = outline(0);
    if (structure.fills[node]) {
        shape.style.fill = structure.fills[node];
    }
    group.append(shape);
    const [name, ...small] = nodeLines(node);
    const first = h / 2 + 4.5 - small.length * LINE / 2;
    group.append(element('text', {class: 'name', x: w / 2, y: first}, name));
    small.forEach((line, i) => group.append(element('text', {class: 'small', x: w / 2, y: first + (i + 1) * LINE - 1}, line)));
    return group;
}

function drawGroup(item, {x, y, w, h}, isOpen) {
    const group = groups[groupNumber(item)];
    const made = element('g', {
        class: `group ${isOpen ? 'open' : 'closed'} ${group.kind} depth${depth(groupNumber(item)) % 4}`,
        transform: `translate(${round(x)} ${round(y)})`
    });
    made.dataset.item = item;
    if (isDrawnOnce(item)) {
        [BEHIND, BEHIND / 2].forEach(back => made.append(element('rect', {class: 'behind', x: back, y: -back, width: w - back, height: 40, rx: 8})));
    }
    made.append(element('rect', {class: 'body', width: w, height: h, rx: 8}));
    made.append(element('text', {class: 'sign', x: 12, y: 20}, isOpen ? '\u25be' : '\u25b8'),
        element('text', {class: 'name', x: 28, y: 20}, titleOf(item)));
    const titleEnd = 28 + textWidth(titleOf(item), NODE_FONT) + (titleOf(item) ? 8 : 0);
    if (countOf(item)) {
        const width = textWidth(countOf(item), SMALL_FONT) + 14;
        made.append(element('rect', {class: 'badge', x: titleEnd, y: 7, width, height: 18, rx: 9}),
            element('text', {class: 'count', x: titleEnd + width / 2, y: 20}, countOf(item)));
        made.append(element('text', {class: 'small', x: isOpen ? titleEnd + width + 8 : 28, y: isOpen ? 20 : 38}, subtitleOf(item)));
    } else {
        made.append(element('text', {class: 'small', x: isOpen ? titleEnd : 28, y: isOpen ? 20 : 38}, subtitleOf(item)));
    }
    made.append(element('rect', {class: 'fold', width: w, height: isOpen ? TITLE : h, rx: 8}));
    return made;
}

/** Marks what flows to or from far away along a line that stands for many. */
function drawDots(item, {w, h, element: made}, dots) {
    const known = dots.get(item);
    if (!known) {
        return;
    }
    const round = !isGroup(item) && nodes[item].kind !== 'operation';
    const dot = (cx, cy, text) => {
        const circle = element('circle', {class: 'dot', cx, cy, r: 3.5});
        circle.append(element('title', {}, text));
        made.append(circle);
    };
    const names = items => [...items].map(titleOf).join(', ');
    if (known.in.size > 0) {
        dot(round ? w * 0.15 : 8, round ? h * 0.15 : 0, `also uses tensors of ${names(known.in)}`);
    }
    if (known.out.size > 0) {
        dot(round ? w * 0.85 : w - 8, round ? h * 0.85 : h, `also used in ${names(known.out)}`);
    }
}

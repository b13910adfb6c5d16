// Which part of the picture the window shows.

const camera = {x: 0, y: 0, scale: 1};
const LEAST_SCALE = 0.02;
const MOST_SCALE = 4;
let pictureSize = {width: 1, height: 1};

function applyCamera() {
    world.setAttribute('transform', `translate(${camera.x} ${camera.y}) scale(${camera.scale})`);
    picture.classList.toggle('distant', camera.scale < 0.35);
    document.getElementById('scale').textContent = `${Math.round(camera.scale * 100)}%`;
}

/** Zooms by a factor about a point of the window. */
function zoom(factor, x = picture.clientWidth / 2, y = picture.clientHeight / 2) {
    const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, camera.scale * factor));
    camera.x = x - (x - camera.x) * scale / camera.scale;
    camera.y = y - (y - camera.y) * scale / camera.scale;
    camera.scale = scale;
    applyCamera();
}

function pan(dx, dy) {
    camera.x += dx;
    camera.y += dy;
    applyCamera();
}

/** Shows all of the picture, or its upper end where all of it would be too small to read. */
function fit(whole = true) {
    const margin = 32;
    const width = picture.clientWidth - 2 * margin;
    const height = picture.clientHeight - 2 * margin;
    const all = Math.min(width / pictureSize.width, height / pictureSize.height, 1.25);
    const readable = Math.min(width / pictureSize.width, 1);
    camera.scale = Math.max(LEAST_SCALE, whole || all > 0.7 ? all : Math.max(all, Math.min(readable, 0.9)));
    camera.x = (picture.clientWidth - pictureSize.width * camera.scale) / 2;
    camera.y = Math.max(margin, (picture.clientHeight - pictureSize.height * camera.scale) / 2);
    applyCamera();
}

/** Moves the middle of an item into the middle of the window, near enough to read it. */
function centre(item) {
    const box = boxOf.get(item);
    camera.scale = Math.max(camera.scale, 0.8);
    camera.x = picture.clientWidth / 2 - (box.x + box.w / 2) * camera.scale;
    camera.y = picture.clientHeight / 2 - (box.y + Math.min(box.h / 2, 120)) * camera.scale;
    applyCamera();
}

/** Moves the picture by as little as brings an item into the window. */
function reveal(item) {
    const box = boxOf.get(item);
    const margin = 40;
    const move = (low, high, size) => low < margin ? margin - low : high > size - margin ? size - margin - high : 0;
    const left = camera.x + box.x * camera.scale;
    const top = camera.y + box.y * camera.scale;
    pan(move(left, left + box.w * camera.scale, picture.clientWidth),
        move(top, top + Math.min(box.h, 60) * camera.scale, picture.clientHeight));
}

/** After an item was opened: moves it up as far as it reaches below the window, and smaller where it is too wide. */
function bringIn(item) {
    const box = boxOf.get(item);
    const room = picture.clientWidth - 48;
    if (box.w * camera.scale > room) {
        zoom(Math.max(0.4, Math.min(room / box.w, camera.scale)) / camera.scale);
    }
    const top = camera.y + box.y * camera.scale;
    const below = top + box.h * camera.scale - picture.clientHeight + 24;
    const left = camera.x + box.x * camera.scale;
    const width = box.w * camera.scale;
    const isOutside = left < 0 || left + width > picture.clientWidth;
    const up = top < 24 ? top - 24 : Math.max(0, Math.min(below, top - 24));
    pan(isOutside ? (picture.clientWidth - width) / 2 - left : 0, -up);
}

function listenToPointers() {
    const pointers = new Map();
    let moved = 0;
    picture.addEventListener('pointerdown', event => {
        pointers.set(event.pointerId, [event.clientX, event.clientY]);
        moved = pointers.size > 1 ? Infinity : 0;
    });
    picture.addEventListener('pointermove', event => {
        const before = pointers.get(event.pointerId);
        if (!before) {
            return;
        }
        const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
        moved += Math.abs(dx) + Math.abs(dy);
        if (moved > 4 && !picture.hasPointerCapture(event.pointerId)) {
            picture.setPointerCapture(event.pointerId); // a click must still reach what was clicked
            picture.classList.add('dragged');
        }
        const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
        pointers.set(event.pointerId, [event.clientX, event.clientY]);
        if (other) {
            const distance = ([x, y]) => Math.hypot(x - other[0], y - other[1]) || 1;
            const bounds = picture.getBoundingClientRect();
            pan(dx / 2, dy / 2);
            zoom(distance([event.clientX, event.clientY]) / distance(before),
                (event.clientX + other[0]) / 2 - bounds.left, (event.clientY + other[1]) / 2 - bounds.top);
        } else if (moved > 4) {
            pan(dx, dy);
        }
    });
    const release = event => {
        pointers.delete(event.pointerId);
        picture.classList.remove('dragged');
    };
    picture.addEventListener('pointerup', release);
    picture.addEventListener('pointercancel', release);
    picture.addEventListener('click', event => {
        if (moved <= 4) {
            clicked(event);
        }
    });
    picture.addEventListener('wheel', event => {
        event.preventDefault();
        const bounds = picture.getBoundingClientRect();
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
        if (event.shiftKey) {
            pan(-(event.deltaX || event.deltaY) * unit, 0);
        } else {
            const speed = event.ctrlKey ? 0.01 : 0.0015; // a pinch on a touch pad comes as the wheel with Ctrl
            zoom(Math.exp(-event.deltaY * unit * speed), event.clientX - bounds.left, event.clientY - bounds.top);
        }
    }, {passive: false});
}

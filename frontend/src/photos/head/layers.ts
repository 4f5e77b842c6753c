/** The few kinds of layer that the face networks are made of, in plain arithmetic. Pure. */

/** Rows, then columns, then channels. */
export interface Grid {
  height: number;
  width: number;
  depth: number;
  values: Float32Array;
}

/** How a filter walks over its grid; `isSame`: it may stand over the rim, where there are zeros. */
export interface Walk {
  stride: number;
  isSame: boolean;
}

/** A filter's weights: rows, columns, channels in, channels out. */
export interface Filter {
  shape: readonly number[];
  values: Float32Array;
}

export function gridOf(height: number, width: number, depth: number): Grid {
  return { height, width, depth, values: new Float32Array(height * width * depth) };
}

/** How many steps a filter takes along one side, and how far before the first cell it begins. */
function steps(length: number, size: number, { stride, isSame }: Walk): { count: number; before: number } {
  if (!isSame) return { count: Math.floor((length - size) / stride) + 1, before: 0 };
  const count = Math.ceil(length / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + size - length) / 2) };
}

export function convolved(input: Grid, filter: Filter, bias: Float32Array, walk: Walk): Grid {
  const [rows, columns, , depth] = filter.shape as [number, number, number, number];
  const [down, right] = [steps(input.height, rows, walk), steps(input.width, columns, walk)];
  const made = gridOf(down.count, right.count, depth);
  for (let y = 0; y < down.count; y += 1) {
    for (let x = 0; x < right.count; x += 1) {
      const to = (y * right.count + x) * depth;
      made.values.set(bias, to);
      for (let row = 0; row < rows; row += 1) {
        const sy = y * walk.stride + row - down.before;
        if (sy < 0 || sy >= input.height) continue;
        for (let column = 0; column < columns; column += 1) {
          const sx = x * walk.stride + column - right.before;
          if (sx >= 0 && sx < input.width) addCell(made, to, input, (sy * input.width + sx) * input.depth, filter.values, (row * columns + column) * input.depth);
        }
      }
    }
  }
  return made;
}

/** Adds one cell of the input, weighted, to one cell of what is made. */
function addCell(made: Grid, to: number, input: Grid, from: number, weights: Float32Array, first: number): void {
  const [wide, deep, sums, values] = [made.depth, input.depth, made.values, input.values];
  for (let channel = 0; channel < deep; channel += 1) {
    const value = values[from + channel]!;
    if (value === 0) continue;
    const at = (first + channel) * wide;
    for (let out = 0; out < wide; out += 1) sums[to + out]! += value * weights[at + out]!;
  }
}

/** Each channel with a filter of its own. */
export function convolvedEach(input: Grid, filter: Filter, walk: Walk): Grid {
  const [rows, columns, depth] = filter.shape as [number, number, number];
  const [down, right] = [steps(input.height, rows, walk), steps(input.width, columns, walk)];
  const made = gridOf(down.count, right.count, depth);
  for (let y = 0; y < down.count; y += 1) {
    for (let x = 0; x < right.count; x += 1) {
      const to = (y * right.count + x) * depth;
      for (let row = 0; row < rows; row += 1) {
        const sy = y * walk.stride + row - down.before;
        if (sy < 0 || sy >= input.height) continue;
        for (let column = 0; column < columns; column += 1) {
          const sx = x * walk.stride + column - right.before;
          if (sx >= 0 && sx < input.width) addEach(made, to, input.values, (sy * input.width + sx) * depth, filter.values, (row * columns + column) * depth);
        }
      }
    }
  }
  return made;
}

function addEach({ depth, values: sums }: Grid, to: number, values: Float32Array, from: number, weights: Float32Array, first: number): void {
  for (let channel = 0; channel < depth; channel += 1) sums[to + channel]! += values[from + channel]! * weights[first + channel]!;
}

/** The largest of each square of cells. */
export function pooled(input: Grid, size: number, stride: number): Grid {
  const { depth } = input;
  const made = gridOf(Math.floor((input.height - size) / stride) + 1, Math.floor((input.width - size) / stride) + 1, depth);
  for (let at = 0; at < made.values.length; at += 1) {
    const [channel, cell] = [at % depth, Math.floor(at / depth)];
    const [x, y] = [(cell % made.width) * stride, Math.floor(cell / made.width) * stride];
    let most = -Infinity;
    for (let row = y; row < y + size; row += 1) {
      for (let column = x; column < x + size; column += 1) most = Math.max(most, input.values[(row * input.width + column) * depth + channel]!);
    }
    made.values[at] = most;
  }
  return made;
}

/** Zeros put around the grid; `by` holds how many before and after, for rows, columns and channels. */
export function padded(input: Grid, by: readonly (readonly [number, number])[]): Grid {
  const [[top, below], [left, right], [front, back]] = by as [[number, number], [number, number], [number, number]];
  const made = gridOf(input.height + top + below, input.width + left + right, input.depth + front + back);
  for (let y = 0; y < input.height; y += 1) {
    for (let x = 0; x < input.width; x += 1) {
      const from = (y * input.width + x) * input.depth;
      made.values.set(input.values.subarray(from, from + input.depth), ((y + top) * made.width + x + left) * made.depth + front);
    }
  }
  return made;
}

export function added(one: Grid, other: Grid): Grid {
  return { ...one, values: one.values.map((value, at) => value + other.values[at]!) };
}

/** What is below zero made smaller, by a factor for each channel; without factors it becomes zero. */
export function leaky(input: Grid, slopes: Float32Array | null): Grid {
  const values = new Float32Array(input.values);
  for (let at = 0; at < values.length; at += 1) {
    if (values[at]! < 0) values[at] = slopes ? values[at]! * slopes[at % input.depth]! : 0;
  }
  return { ...input, values };
}

// Solves hard sudokus by trying: a deep recursion, with the same small questions asked again and again.

const puzzles = [
  '8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..',
  '..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9',
  '.......1.4.........2...........5.4.7..8...3....1.9....3..4..2...5.1........8.6...',
];

class Grid {
  constructor(text) {
    this.cells = Array.from(text, (character) => (character === '.' ? 0 : Number(character)));
    this.tried = 0;
  }

  solve() {
    const cell = this.hardestCell();
    if (cell === -1) return true;
    for (const digit of this.candidates(cell)) {
      this.tried++;
      this.cells[cell] = digit;
      if (this.solve()) return true;
    }
    this.cells[cell] = 0;
    return false;
  }

  /** The empty cell with the fewest candidates, or -1 when none is empty. */
  hardestCell() {
    let best = -1;
    let fewest = 10;
    for (let cell = 0; cell < 81; cell++) {
      if (this.cells[cell] !== 0) continue;
      const count = this.candidates(cell).length;
      if (count < fewest) {
        fewest = count;
        best = cell;
      }
    }
    return best;
  }

  candidates(cell) {
    const taken = new Set(neighbours(cell).map((other) => this.cells[other]));
    return [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => !taken.has(digit));
  }

  toString() {
    return this.cells.join('').replace(/(.{9})/g, '$1\n');
  }
}

/** The cells in the same row, column or box. They never change, so a table made once would save most of the time. */
function neighbours(cell) {
  const row = Math.floor(cell / 9);
  const column = cell % 9;
  const found = [];
  for (let other = 0; other < 81; other++) {
    const otherRow = Math.floor(other / 9);
    const otherColumn = other % 9;
    const sameBox =
      Math.floor(row / 3) === Math.floor(otherRow / 3) && Math.floor(column / 3) === Math.floor(otherColumn / 3);
    if (other !== cell && (row === otherRow || column === otherColumn || sameBox)) found.push(other);
  }
  return found;
}

for (const puzzle of puzzles) {
  const grid = new Grid(puzzle);
  console.log(grid.solve() ? `Solved after ${grid.tried} tries:\n${grid}` : 'No solution');
}

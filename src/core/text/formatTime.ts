import { threeDigits } from './threeDigits.ts';

/** A duration in µs as a person reads it: `412 µs`, `38.2 ms`, `1.24 s`, `2 min 5 s`. */
export function formatTime(microseconds: number): string {
  if (microseconds < 0) return `-${formatTime(-microseconds)}`;
  if (microseconds === 0) return '0 ms';
  if (microseconds < 1) return `${threeDigits(microseconds * 1e3)} ns`;
  // The limits lie where rounding to three digits would otherwise print `1000`.
  if (microseconds < 999.5) return `${threeDigits(microseconds)} µs`;
  if (microseconds < 999.5e3) return `${threeDigits(microseconds / 1e3)} ms`;
  const seconds = microseconds / 1e6;
  if (seconds < 119.5) return `${threeDigits(seconds)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 120) return `${minutes} min ${Math.round(seconds) % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// --- the digest of what is saved: sha256 over canonical JSON --------------------------------------
// Own code: where the page is opened from a share, the browser may keep its own from it.

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
};

function sha256(text) {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (prime, power) => ((prime ** power % 1) * 2 ** 32) | 0;
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const factors = primes.map((prime) => fraction(prime, 1 / 3));
  const sums = primes.slice(0, 8).map((prime) => fraction(prime, 1 / 2));
  const said = new TextEncoder().encode(text);
  const bytes = new Uint8Array(Math.ceil((said.length + 9) / 64) * 64);
  bytes.set(said);
  bytes[said.length] = 128;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(said.length / 2 ** 29));
  view.setUint32(bytes.length - 4, said.length << 3);
  const words = new Int32Array(64);
  for (let block = 0; block < bytes.length; block += 64) {
    let [a, b, c, d, e, f, g, h] = sums;
    for (let at = 0; at < 64; at += 1) {
      const [w, v] = [words[at - 15], words[at - 2]];
      words[at] = at < 16 ? view.getInt32(block + 4 * at)
        : words[at - 16] + words[at - 7] + (turn(w, 7) ^ turn(w, 18) ^ (w >>> 3)) + (turn(v, 17) ^ turn(v, 19) ^ (v >>> 10));
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + factors[at] + words[at];
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => { sums[at] = (sums[at] + word) | 0; });
  }
  return sums.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

export function hash(text) {
  let sum = 7;
  for (let k = 0; k < text.length; k++) sum = (sum * 31 + text.charCodeAt(k)) | 0; // @hash
  return sum;
}

export function matches(text) {
  return [...text.matchAll(/(\w+)=(\d+)/g)].length; // @matches
}

export function encode(value) {
  return JSON.stringify(value).length; // @encode
}

export function words(text) {
  return text.split(' ').filter((word) => word.length > 3).length; // @words
}

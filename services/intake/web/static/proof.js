"use strict";
// Solves a proof of work by ALTCHA's protocol: find the number whose SHA-256 behind the salt is the challenge.
// As a script it offers `solve`; started as a worker it solves what it is sent, so that the page stays alive.

async function solve(challenge) {
  const text = new TextEncoder();
  for (let number = 0; number <= challenge.maxnumber; number += 1) {
    const hash = await crypto.subtle.digest("SHA-256", text.encode(challenge.salt + number));
    if (hex(hash) === challenge.challenge) {
      const { algorithm, salt, signature } = challenge;
      return btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
    }
  }
  return "none";
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

if (typeof DedicatedWorkerGlobalScope !== "undefined" && self instanceof DedicatedWorkerGlobalScope) {
  self.onmessage = async (event) => self.postMessage(await solve(event.data));
}

// Stands in for the browser half in tests of the server half.
export {};

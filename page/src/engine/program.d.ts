// The script of the module remit_program, which bindings/wasm builds.
declare const script: (settings: object) => Promise<unknown>;
export default script;

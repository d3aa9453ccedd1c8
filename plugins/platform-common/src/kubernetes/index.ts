export * from './objects';
export * from './readValue';
export * from './matchesSelector';
export * from './parseImage';
export * from './parseQuantity';
export * from './podTemplate';
export * from './readPorts';
export * from './KubernetesIndex';

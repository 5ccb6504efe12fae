const MESSAGE = 'lightning/empApi (streaming of platform events to components) is not supported by the local org';

function refuse(): Promise<never> {
  console.error(MESSAGE);
  return Promise.reject(new Error(MESSAGE));
}

export const subscribe = refuse;
export const unsubscribe = refuse;
export const setDebugFlag = (): void => {};
export const onError = (): void => {};
export const isEmpEnabled = (): Promise<boolean> => Promise.resolve(false);

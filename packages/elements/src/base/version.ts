/** Version of this build; elements carry it, so that two copies on a page can be told apart. */
export const version = '0.1.0';

/** Port: something the person who starts the product should read on the terminal (demo accounts, a password shown once). */
export abstract class StartNotice {
  abstract lines(): Promise<string[]>;
}

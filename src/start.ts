// Starts the application. Filled when the platform is in place.
export {};

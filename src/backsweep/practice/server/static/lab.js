import { live } from "./live.js";

live(document.querySelector("[data-live-form]"));

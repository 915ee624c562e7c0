"use client";
import { Toast } from "@base-ui/react/toast";
import type { ReactNode } from "react";

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={4_000} limit={1}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-60 w-[min(22rem,calc(100vw-2rem))]">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["down", "right"]}
      className="pop absolute right-0 bottom-0 rounded-lg border border-line bg-surface px-4 py-2.5 shadow-pop data-limited:opacity-0"
    >
      <Toast.Content>
        <Toast.Title className="font-medium" />
      </Toast.Content>
    </Toast.Root>
  ));
}

/** `toast("Saved")` shows a message for a few seconds; screen readers announce it. */
export function useToast(): (message: string) => void {
  const { add } = Toast.useToastManager();
  return (title) => {
    add({ title });
  };
}

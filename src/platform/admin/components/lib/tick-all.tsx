import React from 'react';
import { CheckBox } from '@adminjs/design-system';

/** The box in the head of a list: full when every row is ticked, a dash when some are. */
export const TickAll: React.FC<{ ticked: number; of: number; onChange: () => void }> = ({ ticked, of, onChange }) => {
  const box = React.useRef<HTMLSpanElement>(null);
  const some = ticked > 0 && ticked < of;
  React.useEffect(() => {
    const input = box.current?.querySelector('input');
    if (input) input.indeterminate = some;
  }, [some]);
  return (
    <span ref={box} className={some ? 'some-ticked' : undefined}>
      <CheckBox onChange={onChange} checked={ticked === of} />
    </span>
  );
};

import Icon, { type IconProps } from '@cloudscape-design/components/icon';

/** A small button that is only a sign; its label is its name and its tooltip. */
export function IconButton(props: {
  readonly icon: IconProps.Name;
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="wb-icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.icon} size="small" />
    </button>
  );
}

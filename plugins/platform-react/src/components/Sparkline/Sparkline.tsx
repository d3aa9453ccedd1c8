/** A small line of values over time, with the words for those who cannot see it. */
export function Sparkline(props: {
  values: number[];
  label: string;
  width?: number;
  height?: number;
}) {
  const { values, label, width = 160, height = 32 } = props;
  if (values.length < 2)
    return <span>{label}: too few values for a trend yet</span>;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * (width - 4) + 2;
      const y = height - 2 - ((value - low) / span) * (height - 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  const last = values[values.length - 1];
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${label}: from ${values[0].toFixed(0)} to ${last.toFixed(
        0,
      )} over ${values.length} values`}
    >
      <polyline
        points={points}
        fill="none"
        stroke="var(--bui-accent-bg)"
        strokeWidth="2"
      />
    </svg>
  );
}

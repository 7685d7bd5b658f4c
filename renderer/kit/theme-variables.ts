import * as tokens from '@cloudscape-design/design-tokens';
import type { CSSProperties } from 'react';

/**
 * Cloudscape's design tokens under short names for our own style sheets: its real variable names carry a hash of the
 * version, so a style sheet cannot name them. Set as the style of the outermost element.
 */
export const THEME_VARIABLES = {
  '--wb-background': tokens.colorBackgroundLayoutMain,
  '--wb-surface': tokens.colorBackgroundContainerContent,
  '--wb-input': tokens.colorBackgroundInputDefault,
  '--wb-hover': tokens.colorBackgroundDropdownItemHover,
  '--wb-selected': tokens.colorBackgroundItemSelected,
  '--wb-backdrop': tokens.colorBackgroundBackdrop,
  '--wb-error-surface': tokens.colorBackgroundStatusError,
  '--wb-info-surface': tokens.colorBackgroundStatusInfo,
  '--wb-success-surface': tokens.colorBackgroundStatusSuccess,
  '--wb-warning-surface': tokens.colorBackgroundStatusWarning,
  '--wb-text': tokens.colorTextBodyDefault,
  '--wb-text-heading': tokens.colorTextHeadingDefault,
  '--wb-text-secondary': tokens.colorTextBodySecondary,
  '--wb-text-label': tokens.colorTextFormSecondary,
  '--wb-placeholder': tokens.colorTextInputPlaceholder,
  '--wb-accent': tokens.colorTextAccent,
  '--wb-link': tokens.colorTextLinkDefault,
  '--wb-error': tokens.colorTextStatusError,
  '--wb-info': tokens.colorTextStatusInfo,
  '--wb-success': tokens.colorTextStatusSuccess,
  '--wb-warning': tokens.colorTextStatusWarning,
  '--wb-inactive': tokens.colorTextStatusInactive,
  '--wb-divider': tokens.colorBorderDividerDefault,
  '--wb-input-border': tokens.colorBorderInputDefault,
  '--wb-focus': tokens.colorBorderItemFocused,
  '--wb-selected-border': tokens.colorBorderItemSelected,
  '--wb-error-border': tokens.colorBorderStatusError,
  '--wb-info-border': tokens.colorBorderStatusInfo,
  '--wb-success-border': tokens.colorBorderStatusSuccess,
  '--wb-warning-border': tokens.colorBorderStatusWarning,
  '--wb-radius': tokens.borderRadiusInput,
  '--wb-radius-surface': tokens.borderRadiusItem,
  '--wb-font': tokens.fontFamilyBase,
  '--wb-mono': tokens.fontFamilyMonospace,
  '--wb-size': tokens.fontSizeBodyM,
  '--wb-size-small': tokens.fontSizeBodyS,
  '--wb-code-keyword': tokens.colorChartsBlue1700,
  '--wb-code-string': tokens.colorChartsGreen700,
  '--wb-code-number': tokens.colorChartsPurple700,
} as CSSProperties;

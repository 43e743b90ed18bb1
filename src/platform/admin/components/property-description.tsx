import React from 'react';
import type { PropertyDescriptionProps } from 'adminjs';

/** Help for a field, in sight: what only a pointer brings up does not exist for keys and fingers. */
const PropertyDescription: React.FC<PropertyDescriptionProps> = ({ property }) =>
  property.description ? (
    <span style={{ display: 'block', color: '#5b6776', fontWeight: 400, fontSize: 12, lineHeight: 1.5 }}>{property.description}</span>
  ) : null;

export default PropertyDescription;

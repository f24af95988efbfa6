npm install @cos/core @cos/transfer
